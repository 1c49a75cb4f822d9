package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.Set;

/** Computes the change between two values as the dashboard does. */
final class Change {
  static final JsonNode ZERO = LongNode.valueOf(0);

  private static final Set<Metric> MEASURED =
      Set.of(
          Metric.VISIT_DURATION,
          Metric.TIME_ON_PAGE,
          Metric.SCROLL_DEPTH,
          Metric.TOTAL_REVENUE,
          Metric.AVERAGE_REVENUE);
  // Only the dashboard has exit_rate; no current release has it in the API.
  private static final Set<String> IN_TENTHS_OF_POINTS = Set.of("conversion_rate", "exit_rate");

  private Change() {}

  /** Whether the metric is null instead of zero if there are no events. */
  static boolean isMeasured(Metric metric) {
    return MEASURED.contains(metric);
  }

  static boolean isInPoints(Metric metric) {
    return IN_TENTHS_OF_POINTS.contains(metric.name()) || metric.equals(Metric.BOUNCE_RATE);
  }

  static OptionalDouble of(Cell before, Cell now) {
    if (before.isNull() || now.isNull()) {
      return OptionalDouble.empty();
    }
    BigDecimal old = before.asDecimal();
    BigDecimal difference = now.asDecimal().subtract(old);
    if (IN_TENTHS_OF_POINTS.contains(now.metric().name())) {
      return OptionalDouble.of(difference.setScale(1, RoundingMode.HALF_UP).doubleValue());
    }
    if (now.metric().equals(Metric.BOUNCE_RATE)) {
      return old.signum() > 0
          ? OptionalDouble.of(difference.doubleValue())
          : OptionalDouble.empty();
    }
    if (old.signum() == 0) {
      return OptionalDouble.of(difference.signum() > 0 ? 100 : 0);
    }
    BigDecimal percent = difference.movePointRight(2).divide(old, 0, RoundingMode.HALF_UP);
    return OptionalDouble.of(percent.doubleValue());
  }

  static String format(Metric metric, OptionalDouble change) {
    if (change.isEmpty()) {
      return CellFormat.NOTHING;
    }
    BigDecimal value = BigDecimal.valueOf(change.getAsDouble());
    String sign = value.signum() > 0 ? "+" : "";
    return sign + CellFormat.number(value) + (isInPoints(metric) ? " pp" : "%");
  }
}
