/**
 * Customizations of a stack's objects, for anything that {@code PlausibleStack} has no method for.
 */
@NullMarked
package io.github.plausible4j.k8s.customization;

import org.jspecify.annotations.NullMarked;
