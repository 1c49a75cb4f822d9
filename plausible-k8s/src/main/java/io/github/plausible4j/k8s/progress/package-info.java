/**
 * What is reported while a stack is applied and after it: listeners, the console, the result. Plain
 * values of a plan are in {@code plan}.
 */
@NullMarked
package io.github.plausible4j.k8s.progress;

import org.jspecify.annotations.NullMarked;
