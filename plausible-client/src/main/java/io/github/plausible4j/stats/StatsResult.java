package io.github.plausible4j.stats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.text.TextTable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** The answer to a {@link StatsQuery}: rows in the server's order. Immutable and thread-safe. */
public final class StatsResult implements Iterable<Row> {

  private final StatsQuery asked;
  private final StatsQuery query;
  private final List<Row> rows;
  private final StatsMeta meta;
  private final JsonNode json;

  private StatsResult(StatsQuery asked, StatsQuery query, List<Row> rows, JsonNode json) {
    this.asked = asked;
    this.query = query;
    this.rows = List.copyOf(rows);
    this.meta = new StatsMeta(json.path("meta"));
    this.json = json;
  }

  /**
   * Parses an answer that was stored, for example by a test or a cache.
   *
   * @param asked the query that it answers
   * @param json the answer as the server sent it
   * @throws IllegalArgumentException if the text is not an answer to the query
   */
  public static StatsResult parse(StatsQuery asked, String json) {
    try {
      return read(asked, Json.read(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("answer is not JSON: " + Json.problem(e), e);
    }
  }

  /**
   * Reads an answer that is already parsed.
   *
   * @param asked the query that it answers
   * @param json the answer; do not change it afterwards
   * @throws IllegalArgumentException if the text is not an answer to the query
   */
  public static StatsResult read(StatsQuery asked, JsonNode json) {
    JsonNode results = json.path("results");
    if (!results.isArray()) {
      throw new IllegalArgumentException(
          "answer has no list of results; check that it comes from this API");
    }
    List<Row> rows = new ArrayList<>(results.size());
    for (JsonNode row : results) {
      rows.add(Row.read(asked, row));
    }
    StatsQuery query = QueryReader.readEcho(json.path("query")).map(StatsQuery::new).orElse(asked);
    return new StatsResult(asked, query, rows, json);
  }

  /** The rows, in the server's order. */
  public List<Row> rows() {
    return rows;
  }

  @Override
  public Iterator<Row> iterator() {
    return rows.iterator();
  }

  /** The additional parts of the answer. */
  public StatsMeta meta() {
    return meta;
  }

  /**
   * What may be wrong in these rows although the server reported no error; see {@link
   * StatsQuery#warnings}. It is usually empty.
   */
  public List<String> warnings() {
    return asked.warnings();
  }

  /**
   * The query as the server ran it, with the date range as moments in the site's time zone, and
   * with segments expanded. If the server's form has parts that are newer than this library, this
   * is the original query, and the server's form is in {@link #json()}.
   */
  public StatsQuery query() {
    return query;
  }

  /**
   * The answer as the server sent it, including keys that this library does not know. Do not change
   * it.
   */
  public JsonNode json() {
    return json;
  }

  /** All rows as a table with borders, as wide as necessary. */
  public String toTable() {
    return table(rows, Integer.MAX_VALUE);
  }

  /**
   * All rows as a table with borders. Long values are cut with an ellipsis.
   *
   * @param width the maximum width in columns; exceeded if borders and numbers need more
   */
  public String toTable(int width) {
    return table(rows, width);
  }

  /**
   * Writes all rows as CSV (RFC 4180) with a header. Numbers are written as the server sent them.
   * Null and an unknown country are empty. Money has two columns, amount and currency.
   *
   * <p>Values such as pages and referrers come from visitors. A spreadsheet treats a value that
   * starts with {@code =}, {@code +}, {@code -} or {@code @} as a formula, so import such columns
   * as text.
   *
   * @param target the target, which is neither flushed nor closed
   * @throws UncheckedIOException if the target cannot be written
   */
  public void toCsv(Writer target) {
    try {
      Csv.write(asked, rows, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows as CSV; see {@link #toCsv(Writer)}. */
  public String toCsv() {
    StringWriter text = new StringWriter();
    toCsv(text);
    return text.toString();
  }

  /**
   * The values of a metric as a line of bars, for example {@code ▁▂▅█▃}. There is a bar for each
   * row, scaled from zero to the largest value, and a space for null. If the answer has all steps
   * of a single time dimension ({@link Include#TIME_LABELS}), there is a bar for each step; a step
   * without a row has the lowest bar.
   *
   * @throws IllegalArgumentException if the query does not have the metric
   */
  public String sparkline(Metric metric) {
    return Sparkline.of(asked, this, metric);
  }

  /** Like {@link #sparkline(Metric)}, for the first metric of the query. */
  public String sparkline() {
    return sparkline(asked.metrics().get(0));
  }

  /** The first 50 rows as a table of at most 100 columns, and the warnings. */
  @Override
  public String toString() {
    List<Row> shown = rows.subList(0, Math.min(TextTable.ROWS_SHOWN, rows.size()));
    String table = table(shown, TextTable.WIDTH_SHOWN);
    String warnings =
        warnings().stream().map(warning -> "\nwarning: " + warning).collect(Collectors.joining());
    return table + TextTable.more(rows.size() - shown.size()) + warnings;
  }

  private String table(List<Row> shown, int width) {
    List<String> header = new ArrayList<>();
    asked.dimensions().forEach(dimension -> header.add(dimension.label()));
    asked.metrics().forEach(metric -> header.add(metric.name()));
    List<List<String>> body = new ArrayList<>(shown.size());
    for (Row row : shown) {
      List<String> texts = new ArrayList<>(row.dimensions());
      row.cells().forEach(cell -> texts.add(cell.toString()));
      body.add(texts);
    }
    return TextTable.of(header, asked.dimensions().size(), body, width);
  }

  StatsQuery asked() {
    return asked;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatsResult result
        && result.asked.equals(asked)
        && result.json.equals(json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }
}
