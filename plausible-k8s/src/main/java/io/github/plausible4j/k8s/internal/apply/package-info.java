/**
 * What {@code StackProvisioner} does: snapshot, plan, apply, wait, status and removal of a stack.
 * For internal use only.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.apply;

import org.jspecify.annotations.NullMarked;
