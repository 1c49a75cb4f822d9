package io.github.plausible4j.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws values as a line of bars. */
final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  static String of(StatsQuery asked, StatsResult result, Metric metric) {
    List<@Nullable Double> values = new ArrayList<>();
    List<String> labels = result.meta().timeLabels();
    if (!labels.isEmpty() && asked.dimensions().size() == 1) {
      Map<String, @Nullable Double> byLabel = new HashMap<>();
      result.forEach(row -> byLabel.put(row.dimensions().get(0), value(row, metric)));
      labels.forEach(label -> values.add(byLabel.getOrDefault(label, 0.0)));
    } else {
      result.forEach(row -> values.add(value(row, metric)));
    }
    double most = 0;
    for (Double value : values) {
      most = Math.max(most, value == null ? 0 : value);
    }
    StringBuilder line = new StringBuilder(values.size());
    for (Double value : values) {
      line.append(value == null ? ' ' : bar(value, most));
    }
    return line.toString();
  }

  private static @Nullable Double value(Row row, Metric metric) {
    Cell cell = row.get(metric);
    // A server may send other values, but bars can show only numbers.
    return cell.isNumber() ? cell.asDouble() : null;
  }

  private static char bar(double value, double most) {
    if (most == 0 || value <= 0) {
      return BARS.charAt(0);
    }
    // A value above zero is always higher than the lowest bar.
    return BARS.charAt(Math.max(1, (int) Math.round(value / most * (BARS.length() - 1))));
  }
}
