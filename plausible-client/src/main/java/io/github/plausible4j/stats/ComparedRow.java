package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A current row and the matching row of the previous date range.
 *
 * @param current the current row
 * @param before the row before; empty if the earlier range has no such row
 */
public record ComparedRow(Row current, Optional<Row> before) {
  /**
   * The current value of a metric.
   *
   * @throws IllegalArgumentException if the query does not have the metric
   */
  public Cell get(Metric metric) {
    return current.get(metric);
  }

  /**
   * The previous value of a metric. If there is no previous row, it is zero, or null for {@code
   * visit_duration}, {@code time_on_page}, {@code scroll_depth} and revenue, as in the dashboard.
   *
   * @throws IllegalArgumentException if the query does not have the metric
   */
  public Cell previous(Metric metric) {
    Cell now = get(metric);
    JsonNode nothing = Change.isMeasured(metric) ? NullNode.instance : Change.ZERO;
    return before.map(row -> row.get(metric)).orElseGet(() -> Cell.of(now.metric(), nothing));
  }

  /**
   * The change of a metric in percent of the previous value, rounded; 100 if the previous value was
   * zero and the current one is not. For {@code conversion_rate} and {@code bounce_rate}, the
   * change in percentage points. Empty if one of the values is null, or if the previous bounce rate
   * was 0.
   *
   * @throws IllegalArgumentException if the query does not have the metric
   */
  public OptionalDouble change(Metric metric) {
    return Change.of(previous(metric), get(metric));
  }
}
