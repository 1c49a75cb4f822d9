/**
 * Reads, compares, applies and watches objects of any kind. It does not depend on Plausible stacks.
 * For internal use only.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.cluster;

import org.jspecify.annotations.NullMarked;
