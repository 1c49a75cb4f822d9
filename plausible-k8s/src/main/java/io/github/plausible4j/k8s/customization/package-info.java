/**
 * What a cluster needs of a stack's objects beside what {@code PlausibleStack} has a method for.
 */
@NullMarked
package io.github.plausible4j.k8s.customization;

import org.jspecify.annotations.NullMarked;
