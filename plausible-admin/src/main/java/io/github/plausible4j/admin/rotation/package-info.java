/**
 * Options, plans and results of rotations, and {@link
 * io.github.plausible4j.admin.rotation.StackControl} to implement for a stack outside of a cluster.
 * Start with {@code SecretRotator}.
 */
@NullMarked
package io.github.plausible4j.admin.rotation;

import org.jspecify.annotations.NullMarked;
