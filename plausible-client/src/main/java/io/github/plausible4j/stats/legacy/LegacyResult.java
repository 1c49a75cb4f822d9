package io.github.plausible4j.stats.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.text.TextTable;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Metric;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A time series or a breakdown, from version 1 of the API. Immutable and thread-safe. */
public final class LegacyResult implements Iterable<LegacyRow> {
  private final List<Metric> metrics;
  private final String key;
  private final List<LegacyRow> rows;
  private final JsonNode json;

  private LegacyResult(List<Metric> metrics, String key, List<LegacyRow> rows, JsonNode json) {
    this.metrics = metrics;
    this.key = key;
    this.rows = List.copyOf(rows);
    this.json = json;
  }

  /**
   * Reads an answer.
   *
   * @param query the query that it answers
   * @param property the property of the breakdown; empty for a time series
   * @param json the answer as the server sent it
   * @throws IllegalArgumentException if it is not an answer to the query
   */
  public static LegacyResult read(LegacyQuery query, Optional<Dimension> property, JsonNode json) {
    String key = property.map(Dimension::label).orElse("date");
    JsonNode results = json.path("results");
    if (!results.isArray()) {
      throw new IllegalArgumentException(
          "answer has no list of results; check that it comes from this API");
    }
    List<LegacyRow> rows = new ArrayList<>(results.size());
    for (JsonNode row : results) {
      if (!row.has(key)) {
        throw new IllegalArgumentException("row " + row + " has no " + key);
      }
      rows.add(new LegacyRow(query.metrics(), key, row));
    }
    return new LegacyResult(query.metrics(), key, rows, json);
  }

  /** The rows, in the server's order. */
  public List<LegacyRow> rows() {
    return rows;
  }

  @Override
  public Iterator<LegacyRow> iterator() {
    return rows.iterator();
  }

  /** The reason why imported statistics are not included, if they were requested. */
  public Optional<String> warning() {
    return Optional.ofNullable(json.path("warning").textValue());
  }

  /** The answer as the server sent it. Do not change it. */
  public JsonNode json() {
    return json;
  }

  /** The first 50 rows as a table of at most 100 columns. */
  @Override
  public String toString() {
    List<String> header = new ArrayList<>(List.of(key));
    metrics.forEach(metric -> header.add(metric.name()));
    List<List<String>> body = new ArrayList<>();
    for (LegacyRow row : rows.subList(0, Math.min(TextTable.ROWS_SHOWN, rows.size()))) {
      List<String> texts = new ArrayList<>(List.of(row.label()));
      metrics.forEach(metric -> texts.add(row.get(metric).toString()));
      body.add(texts);
    }
    return TextTable.of(header, 1, body, TextTable.WIDTH_SHOWN)
        + TextTable.more(rows.size() - body.size());
  }
}
