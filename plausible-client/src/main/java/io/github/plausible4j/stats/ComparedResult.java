package io.github.plausible4j.stats;

import io.github.plausible4j.internal.text.TextTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The results of a query for two date ranges. Immutable and thread-safe.
 *
 * @param current the result for the date range of the query
 * @param previousRange the date range that it is compared with
 * @param rows the current rows, each with the matching previous row
 */
public record ComparedResult(StatsResult current, DateRange previousRange, List<ComparedRow> rows)
    implements Iterable<ComparedRow> {
  /** Copies the rows. */
  public ComparedResult {
    rows = List.copyOf(rows);
  }

  @Override
  public Iterator<ComparedRow> iterator() {
    return rows.iterator();
  }

  /** The first 50 rows as a table: each metric with its change. */
  @Override
  public String toString() {
    StatsQuery asked = current.asked();
    List<String> header = new ArrayList<>();
    asked.dimensions().forEach(dimension -> header.add(dimension.label()));
    for (Metric metric : asked.metrics()) {
      header.add(metric.name());
      header.add("change");
    }
    List<List<String>> body = new ArrayList<>();
    for (ComparedRow row : rows.subList(0, Math.min(TextTable.ROWS_SHOWN, rows.size()))) {
      List<String> texts = new ArrayList<>(row.current().dimensions());
      for (Metric metric : asked.metrics()) {
        texts.add(row.get(metric).toString());
        texts.add(Change.format(metric, row.change(metric)));
      }
      body.add(texts);
    }
    return TextTable.of(header, asked.dimensions().size(), body, TextTable.WIDTH_SHOWN)
        + TextTable.more(rows.size() - body.size());
  }
}
