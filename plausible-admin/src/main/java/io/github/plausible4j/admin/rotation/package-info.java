/**
 * New secrets for a stack, step by step, with a journal that outlives the process: what was begun
 * is finished or taken back. {@link io.github.plausible4j.admin.rotation.SecretRotator} is where to
 * begin.
 */
@NullMarked
package io.github.plausible4j.admin.rotation;

import org.jspecify.annotations.NullMarked;
