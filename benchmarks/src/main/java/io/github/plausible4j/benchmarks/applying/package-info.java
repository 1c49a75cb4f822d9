/** Compares an apply without changes, by this library and by kubectl, on the same API server. */
@NullMarked
package io.github.plausible4j.benchmarks.applying;

import org.jspecify.annotations.NullMarked;
