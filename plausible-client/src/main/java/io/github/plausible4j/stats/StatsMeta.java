package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Additional parts of an answer. Parts that the query did not request are empty. Immutable and
 * thread-safe.
 */
public final class StatsMeta {
  private final JsonNode json;

  StatsMeta(JsonNode json) {
    this.json = json;
  }

  /** Whether imported statistics are included; empty if they were not requested. */
  public Optional<Boolean> importsIncluded() {
    JsonNode included = json.path("imports_included");
    return included.isBoolean() ? Optional.of(included.booleanValue()) : Optional.empty();
  }

  /**
   * The reason why imported statistics are not included: {@code no_imported_data}, {@code
   * out_of_range}, {@code unsupported_query}, {@code unsupported_interval}, or a newer one.
   */
  public Optional<String> importsSkipReason() {
    return text("imports_skip_reason");
  }

  /** The server's explanation if imported statistics are not included. */
  public Optional<String> importsWarning() {
    return text("imports_warning");
  }

  private Optional<String> text(String key) {
    JsonNode text = json.path(key);
    return text.isTextual() ? Optional.of(text.textValue()) : Optional.empty();
  }

  /** The server's warnings by metric, in its order. */
  public Map<Metric, MetricWarning> metricWarnings() {
    Map<Metric, MetricWarning> warnings = new LinkedHashMap<>();
    // The server writes the plural, Plausible's documentation the singular.
    for (String key : List.of("metric_warnings", "metric_warning")) {
      for (Map.Entry<String, JsonNode> entry : Json.fields(json.path(key)).entrySet()) {
        JsonNode warning = entry.getValue();
        // Depending on the code, the text has one of two keys.
        String text = warning.path("warning").asText(warning.path("message").asText(""));
        warnings.putIfAbsent(
            Metric.of(entry.getKey()), new MetricWarning(warning.path("code").asText(""), text));
      }
    }
    return warnings;
  }

  /** All steps of the time dimension, including those without rows; empty if not requested. */
  public List<String> timeLabels() {
    List<String> labels = new ArrayList<>();
    json.path("time_labels").forEach(label -> labels.add(label.asText()));
    return labels;
  }

  /**
   * The number of all rows, regardless of limit and offset; empty if not requested. It is 0 if the
   * offset is past the end.
   */
  public OptionalLong totalRows() {
    JsonNode rows = json.path("total_rows");
    return rows.isIntegralNumber() ? OptionalLong.of(rows.longValue()) : OptionalLong.empty();
  }

  /**
   * The meta data as the server sent it, including keys that this library does not know. Do not
   * change it.
   */
  public JsonNode json() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatsMeta meta && meta.json.equals(json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  /** As JSON. */
  @Override
  public String toString() {
    return json.toString();
  }
}
