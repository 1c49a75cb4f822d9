package io.github.plausible4j.testkit.internal.stats.count;

/** Measures an average over visits, whose sum and count can be added to others. */
interface AverageGauge<T> extends Gauge<T> {
  /** The sum over all visits. */
  double sum();

  /** The number of visits that have a value. */
  long visits();
}
