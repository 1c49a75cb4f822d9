/**
 * What a rotation of secrets takes and returns, and what a {@link
 * io.github.plausible4j.admin.rotation.StackControl} implements for a stack outside of a cluster.
 * {@code SecretRotator} is where to begin.
 */
@NullMarked
package io.github.plausible4j.admin.rotation;

import org.jspecify.annotations.NullMarked;
