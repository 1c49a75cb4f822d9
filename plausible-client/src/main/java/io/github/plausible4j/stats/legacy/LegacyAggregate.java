package io.github.plausible4j.stats.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.plausible4j.stats.Cell;
import io.github.plausible4j.stats.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One number for each metric, from version 1 of the API. Immutable and thread-safe. */
public final class LegacyAggregate {
  private final List<Metric> metrics;
  private final JsonNode json;

  private LegacyAggregate(List<Metric> metrics, JsonNode json) {
    this.metrics = metrics;
    this.json = json;
  }

  /**
   * Reads an answer.
   *
   * @param query the query that it answers
   * @param json the answer as the server sent it
   * @throws IllegalArgumentException if it is not an answer to the query
   */
  public static LegacyAggregate read(LegacyQuery query, JsonNode json) {
    for (Metric metric : query.metrics()) {
      if (!json.path("results").path(metric.name()).has("value")) {
        throw new IllegalArgumentException("answer has no value for " + metric);
      }
    }
    return new LegacyAggregate(query.metrics(), json);
  }

  /**
   * The value of a metric.
   *
   * @throws IllegalArgumentException if the query does not have the metric
   */
  public Cell get(Metric metric) {
    return Cell.of(metric, of(metric).path("value"));
  }

  /**
   * The value in the previous period; a null cell if the query does not compare.
   *
   * @throws IllegalArgumentException if the query does not have the metric
   */
  public Cell previous(Metric metric) {
    JsonNode value = of(metric).path("comparison_value");
    return Cell.of(metric, value.isMissingNode() ? NullNode.instance : value);
  }

  /**
   * The change that the server computed, in percent; for the bounce rate, in percentage points.
   * Empty if the query does not compare or there is no previous value.
   *
   * @throws IllegalArgumentException if the query does not have the metric
   */
  public OptionalDouble change(Metric metric) {
    JsonNode change = of(metric).path("change");
    return change.isNumber() ? OptionalDouble.of(change.doubleValue()) : OptionalDouble.empty();
  }

  private JsonNode of(Metric metric) {
    if (!metrics.contains(metric)) {
      throw new IllegalArgumentException(
          metric + " is not in the query, which has " + metrics + "; add it to the query");
    }
    return json.path("results").path(metric.name());
  }

  /** The reason why imported statistics are not included, if they were requested. */
  public Optional<String> warning() {
    return Optional.ofNullable(json.path("warning").textValue());
  }

  /** The answer as the server sent it. Do not change it. */
  public JsonNode json() {
    return json;
  }

  /** The values, for example {@code visitors=12 bounce_rate=50%}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Metric metric : metrics) {
      text.append(text.isEmpty() ? "" : " ").append(metric).append('=').append(get(metric));
    }
    return text.toString();
  }
}
