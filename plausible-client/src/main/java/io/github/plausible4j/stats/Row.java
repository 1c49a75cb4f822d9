package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.text.TimeLabels;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of an answer, with a value for each dimension and each metric of the query. Immutable and
 * thread-safe.
 */
public final class Row {
  private final List<Metric> metrics;
  private final List<Dimension> dimensions;
  private final JsonNode json;

  private Row(List<Metric> metrics, List<Dimension> dimensions, JsonNode json) {
    this.metrics = metrics;
    this.dimensions = dimensions;
    this.json = json;
  }

  /**
   * Reads a row in the form of the API: {@code {"dimensions": […], "metrics": […]}}.
   *
   * @param query the query that the row answers
   * @param json the row
   * @throws IllegalArgumentException if the row does not have exactly one value for each metric and
   *     dimension
   */
  public static Row read(StatsQuery query, JsonNode json) {
    JsonNode values = json.path("metrics");
    JsonNode names = json.path("dimensions");
    if (!values.isArray()
        || !names.isArray()
        || values.size() != query.metrics().size()
        || names.size() != query.dimensions().size()) {
      throw new IllegalArgumentException(
          "row "
              + json
              + " does not have "
              + query.dimensions().size()
              + " dimensions and "
              + query.metrics().size()
              + " metrics; it belongs to another query");
    }
    return new Row(query.metrics(), query.dimensions(), json);
  }

  /**
   * The value of a metric.
   *
   * @throws IllegalArgumentException if the query does not have it
   */
  public Cell get(Metric metric) {
    return Cell.of(metric, json.path("metrics").path(index(metrics, metric)));
  }

  /** The values of all metrics, in the order of the query. */
  public List<Cell> cells() {
    return metrics.stream().map(this::get).toList();
  }

  /**
   * The value of a dimension as text, as the server sends it: {@code /blog}, {@code (not set)},
   * {@code 2026-11-22}. For a city, its id; for null, an empty text.
   *
   * @throws IllegalArgumentException if the query does not have it
   */
  public String dimension(Dimension dimension) {
    return text(json.path("dimensions").path(index(dimensions, dimension)));
  }

  /** The values of all dimensions as text, in the order of the query. */
  public List<String> dimensions() {
    List<String> texts = new ArrayList<>(dimensions.size());
    json.path("dimensions").forEach(value -> texts.add(text(value)));
    return texts;
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }

  /**
   * The value of a time dimension as a day in the site's time zone. For an hour, its day.
   *
   * @throws IllegalArgumentException if the query does not have the dimension
   * @throws IllegalStateException if the value is not a date
   */
  public LocalDate date(Dimension dimension) {
    return TimeLabels.date(dimension, dimension(dimension));
  }

  /**
   * The value of a time dimension as a time in the site's time zone. For a day, its start.
   *
   * @throws IllegalArgumentException if the query does not have the dimension
   * @throws IllegalStateException if the value is not a time
   */
  public LocalDateTime dateTime(Dimension dimension) {
    return TimeLabels.dateTime(dimension, dimension(dimension));
  }

  /**
   * The value of a dimension that is an id. For a city, its GeoNames id; 0 if unknown.
   *
   * @throws IllegalArgumentException if the query does not have the dimension
   * @throws IllegalStateException if the value is not a whole number
   */
  public long id(Dimension dimension) {
    String text = dimension(dimension);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(dimension + " \"" + text + "\" is not an id", e);
    }
  }

  private static <T> int index(List<T> asked, T wanted) {
    int index = asked.indexOf(wanted);
    if (index < 0) {
      throw new IllegalArgumentException(
          wanted + " is not in the query, which has " + asked + "; add it to the query");
    }
    return index;
  }

  /**
   * The row as the server sent it, including keys that this library does not know. Do not change
   * it.
   */
  public JsonNode json() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row
        && row.metrics.equals(metrics)
        && row.dimensions.equals(dimensions)
        && row.json.equals(json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  /** The values, for example {@code [/blog] visitors=12 bounce_rate=50%}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(dimensions().toString());
    cells().forEach(cell -> text.append(' ').append(cell.metric()).append('=').append(cell));
    return text.toString();
  }
}
