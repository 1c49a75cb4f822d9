package io.github.plausible4j.testkit.internal.stats.count;

/** Measures an average over visits, whose parts can be added to those of others. */
interface AverageGauge<T> extends Gauge<T> {
  /** The sum over all visits. */
  double sum();

  /** How many visits have anything. */
  long visits();
}
