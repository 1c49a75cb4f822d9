/** Benchmarks: what a caller pays, what a sender delivers, each beside a bare baseline. */
@NullMarked
package io.github.plausible4j.benchmarks;

import org.jspecify.annotations.NullMarked;
