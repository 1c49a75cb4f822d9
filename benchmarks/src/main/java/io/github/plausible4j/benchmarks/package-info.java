/** Benchmarks of callers and of delivery, each compared with a plain baseline. */
@NullMarked
package io.github.plausible4j.benchmarks;

import org.jspecify.annotations.NullMarked;
