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
   * Reads an answer that was kept, for example by a test or a cache.
   *
   * @param asked the query that it answers
   * @param json the answer as the server sent it
   * @throws IllegalArgumentException if it is no answer to that query
   */
  public static StatsResult parse(StatsQuery asked, String json) {
    try {
      return read(asked, Json.read(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("answer is not JSON: " + Json.problem(e), e);
    }
  }

  /**
   * Reads an answer that was parsed already.
   *
   * @param asked the query that it answers
   * @param json the answer; not to be changed afterwards
   * @throws IllegalArgumentException if it is no answer to that query
   */
  public static StatsResult read(StatsQuery asked, JsonNode json) {
    JsonNode results = json.path("results");
    if (!results.isArray()) {
      throw new IllegalArgumentException("answer has no list of results; is it of this API?");
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

  /** What the answer says about itself. */
  public StatsMeta meta() {
    return meta;
  }

  /**
   * What may be wrong in these rows although the server reported no error; see {@link
   * StatsQuery#warnings}. Empty for almost every query.
   */
  public List<String> warnings() {
    return asked.warnings();
  }

  /**
   * The query as the server carried it out: its date range as moments with the site's offset,
   * segments expanded. If the server's form has parts newer than this library it is the query that
   * was asked, and the server's form is in {@link #json()}.
   */
  public StatsQuery query() {
    return query;
  }

  /** The answer as the server sent it, with keys that this library does not know; not to change. */
  public JsonNode json() {
    return json;
  }

  /** All rows as a table with borders, as wide as it needs to be. */
  public String toTable() {
    return table(rows, Integer.MAX_VALUE);
  }

  /**
   * All rows as a table with borders, long values cut with an ellipsis.
   *
   * @param width most columns of the terminal; below what borders and numbers need it is not kept
   */
  public String toTable(int width) {
    return table(rows, width);
  }

  /**
   * Writes all rows as CSV after RFC 4180, with a header, numbers as the server sent them and
   * nothing for null or an unknown country; money takes two columns, amount and currency.
   *
   * <p>Values such as pages and referrers come from visitors. A spreadsheet takes one that starts
   * with {@code =}, {@code +}, {@code -} or {@code @} for a formula: import such columns as text.
   *
   * @param target is neither flushed nor closed
   * @throws UncheckedIOException if it cannot be written
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
   * The values of a metric as a line of bars, for example {@code ▁▂▅█▃}: one for each row, from
   * zero to the largest; a space for null. If the answer has all steps of one time dimension
   * ({@link Include#TIME_LABELS}), there is a bar for each step, the lowest one for a step without
   * a row.
   *
   * @throws IllegalArgumentException if the metric was not asked for
   */
  public String sparkline(Metric metric) {
    return Sparkline.of(asked, this, metric);
  }

  /** As {@link #sparkline(Metric)}, of the first metric that was asked for. */
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
