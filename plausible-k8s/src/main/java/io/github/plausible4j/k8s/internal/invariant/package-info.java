/**
 * Rules for the objects of every stack, which are checked if a customization changed some. For
 * internal use only.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.invariant;

import org.jspecify.annotations.NullMarked;
