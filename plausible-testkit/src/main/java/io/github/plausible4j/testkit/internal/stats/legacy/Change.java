package io.github.plausible4j.testkit.internal.stats.legacy;

import io.github.plausible4j.testkit.internal.stats.query.Metric;
import org.jspecify.annotations.Nullable;

/** The change of a metric from one period to the next. */
final class Change {
  private Change() {}

  /**
   * The change in percent of the earlier value; for rates, the difference. Null if there is nothing
   * to compare.
   */
  static @Nullable Number of(Metric metric, @Nullable Number before, @Nullable Number after) {
    if (before == null || after == null) {
      return null;
    }
    double difference = after.doubleValue() - before.doubleValue();
    if (metric == Metric.CONVERSION_RATE) {
      return awayFromZero(difference * 10) / 10.0;
    }
    if (metric == Metric.BOUNCE_RATE) {
      return before.doubleValue() > 0 ? awayFromZero(difference) : null;
    }
    if (before.doubleValue() == 0) {
      return after.doubleValue() > 0 ? 100L : 0L;
    }
    return awayFromZero(difference / before.doubleValue() * 100);
  }

  private static long awayFromZero(double value) {
    return (long) (Math.signum(value) * Math.floor(Math.abs(value) + 0.5));
  }
}
