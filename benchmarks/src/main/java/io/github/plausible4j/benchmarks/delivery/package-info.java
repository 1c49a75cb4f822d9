/**
 * Compares the delivery of events on loopback, by this library and by others, with one server in
 * another process.
 */
@NullMarked
package io.github.plausible4j.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
