/**
 * The work of {@code StackProvisioner}: it plans, applies, inspects and removes a stack. For
 * internal use only.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.apply;

import org.jspecify.annotations.NullMarked;
