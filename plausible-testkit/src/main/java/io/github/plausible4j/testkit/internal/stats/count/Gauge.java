package io.github.plausible4j.testkit.internal.stats.count;

import org.jspecify.annotations.Nullable;

/** Measures one metric of one group. */
interface Gauge<T> {
  /** Adds an event or a visit of the group. */
  void add(T item);

  /** A whole number, a fraction, or null if there is nothing to measure. */
  @Nullable Number value();
}
