package io.github.plausible4j.stats.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.plausible4j.internal.text.TimeLabels;
import io.github.plausible4j.stats.Cell;
import io.github.plausible4j.stats.Metric;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** One row of a {@link LegacyResult}. Immutable and thread-safe. */
public final class LegacyRow {
  private final List<Metric> metrics;
  private final String key;
  private final JsonNode json;

  LegacyRow(List<Metric> metrics, String key, JsonNode json) {
    this.metrics = metrics;
    this.key = key;
    this.json = json;
  }

  /**
   * The value that the row is grouped by, such as a page, a source or a day. For a city, its id.
   */
  public String label() {
    return json.path(key).asText();
  }

  /**
   * The label as a day in the site's time zone. For an hour, its day.
   *
   * @throws IllegalStateException if the label is not a date
   */
  public LocalDate date() {
    return TimeLabels.date(key, label());
  }

  /**
   * The label as a time in the site's time zone. For a day, its start.
   *
   * @throws IllegalStateException if the label is not a time
   */
  public LocalDateTime dateTime() {
    return TimeLabels.dateTime(key, label());
  }

  /**
   * The value of a metric.
   *
   * @throws IllegalArgumentException if the query does not have the metric
   */
  public Cell get(Metric metric) {
    if (!metrics.contains(metric)) {
      throw new IllegalArgumentException(
          metric + " is not in the query, which has " + metrics + "; add it to the query");
    }
    JsonNode value = json.path(metric.name());
    return Cell.of(metric, value.isMissingNode() ? NullNode.instance : value);
  }

  /** The row as the server sent it. Do not change it. */
  public JsonNode json() {
    return json;
  }

  /** The label and the values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[").append(label()).append(']');
    metrics.forEach(metric -> text.append(' ').append(metric).append('=').append(get(metric)));
    return text.toString();
  }
}
