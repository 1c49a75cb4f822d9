package io.github.plausible4j.testkit.internal.store;

import java.time.LocalDate;
import java.util.Map;

/**
 * An imported row: the counts of a day. For internal use only.
 *
 * @param date the day, in the time zone of the site
 * @param texts the dimensions, by column
 * @param counts the counts, by column
 */
public record ImportedRow(
    ImportedTable table, LocalDate date, Map<String, String> texts, Map<String, Long> counts) {
  public ImportedRow {
    texts = Map.copyOf(texts);
    counts = Map.copyOf(counts);
  }

  /** The dimension; empty if the column was not imported. */
  public String text(String column) {
    return texts.getOrDefault(column, "");
  }

  /** The count; zero if the column was not imported. */
  public long count(String column) {
    return counts.getOrDefault(column, 0L);
  }
}
