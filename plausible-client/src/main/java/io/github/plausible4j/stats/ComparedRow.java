package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row of now and what it was before.
 *
 * @param current the row of now
 * @param before the row of before; empty if there was none
 */
public record ComparedRow(Row current, Optional<Row> before) {
  /**
   * The value of now.
   *
   * @throws IllegalArgumentException if it was not asked for
   */
  public Cell get(Metric metric) {
    return current.get(metric);
  }

  /**
   * The value of before. Without a row it is zero, or null for {@code visit_duration}, {@code
   * time_on_page}, {@code scroll_depth} and revenue, as in the dashboard.
   *
   * @throws IllegalArgumentException if it was not asked for
   */
  public Cell previous(Metric metric) {
    Cell now = get(metric);
    JsonNode nothing = Change.isMeasured(metric) ? NullNode.instance : Change.ZERO;
    return before.map(row -> row.get(metric)).orElseGet(() -> Cell.of(now.metric(), nothing));
  }

  /**
   * How the value changed: in rounded percent of the value before, 100 if there was none; of {@code
   * conversion_rate} and {@code bounce_rate} in percentage points. Empty if one of the values is
   * null, or the bounce rate was 0.
   *
   * @throws IllegalArgumentException if it was not asked for
   */
  public OptionalDouble change(Metric metric) {
    return Change.of(previous(metric), get(metric));
  }
}
