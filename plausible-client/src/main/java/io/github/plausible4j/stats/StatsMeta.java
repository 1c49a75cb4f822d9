package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What an answer says about itself. Parts that were not asked for are empty. */
public final class StatsMeta {
  private final JsonNode json;

  StatsMeta(JsonNode json) {
    this.json = json;
  }

  /** Whether imported statistics are in; empty if they were not asked for. */
  public Optional<Boolean> importsIncluded() {
    JsonNode included = json.path("imports_included");
    return included.isBoolean() ? Optional.of(included.booleanValue()) : Optional.empty();
  }

  /**
   * Why imported statistics are not in: {@code no_imported_data}, {@code out_of_range}, {@code
   * unsupported_query}, {@code unsupported_interval}, or a newer one.
   */
  public Optional<String> importsSkipReason() {
    return text("imports_skip_reason");
  }

  /** The server's words about imported statistics that are not in. */
  public Optional<String> importsWarning() {
    return text("imports_warning");
  }

  private Optional<String> text(String key) {
    JsonNode text = json.path(key);
    return text.isTextual() ? Optional.of(text.textValue()) : Optional.empty();
  }

  /** Warnings by metric, in the server's order. */
  public Map<Metric, MetricWarning> metricWarnings() {
    Map<Metric, MetricWarning> warnings = new LinkedHashMap<>();
    // The server writes the plural, Plausible's documentation the singular.
    for (String key : List.of("metric_warnings", "metric_warning")) {
      for (Map.Entry<String, JsonNode> entry : Json.fields(json.path(key)).entrySet()) {
        JsonNode warning = entry.getValue();
        // The text has one of two keys, by code.
        String text = warning.path("warning").asText(warning.path("message").asText(""));
        warnings.putIfAbsent(
            Metric.of(entry.getKey()), new MetricWarning(warning.path("code").asText(""), text));
      }
    }
    return warnings;
  }

  /** All steps of the time dimension, those without rows too; empty if not asked for. */
  public List<String> timeLabels() {
    List<String> labels = new ArrayList<>();
    json.path("time_labels").forEach(label -> labels.add(label.asText()));
    return labels;
  }

  /**
   * How many rows there are before limit and offset; empty if not asked for. An offset past the end
   * makes it 0.
   */
  public OptionalLong totalRows() {
    JsonNode rows = json.path("total_rows");
    return rows.isIntegralNumber() ? OptionalLong.of(rows.longValue()) : OptionalLong.empty();
  }

  /** All of it, with keys that this library does not know; not to be changed. */
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
