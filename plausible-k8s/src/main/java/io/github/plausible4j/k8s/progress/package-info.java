/**
 * Reports during and after an apply: listeners, the console, the result. The values of a plan are
 * in {@code plan}.
 */
@NullMarked
package io.github.plausible4j.k8s.progress;

import org.jspecify.annotations.NullMarked;
