/**
 * The files of a docker-compose project, read by compose's own rules and within limits. Knows
 * nothing of a stack.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.compose;

import org.jspecify.annotations.NullMarked;
