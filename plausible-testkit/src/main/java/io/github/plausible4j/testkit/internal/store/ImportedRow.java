package io.github.plausible4j.testkit.internal.store;

import java.time.LocalDate;
import java.util.Map;

/**
 * What was counted on one day, as it was imported. For internal use only.
 *
 * @param date in the time zone of the site
 * @param texts what is counted, by column
 * @param counts by column
 */
public record ImportedRow(
    ImportedTable table, LocalDate date, Map<String, String> texts, Map<String, Long> counts) {
  public ImportedRow {
    texts = Map.copyOf(texts);
    counts = Map.copyOf(counts);
  }

  /** An empty text where nothing was imported. */
  public String text(String column) {
    return texts.getOrDefault(column, "");
  }

  /** Zero where nothing was imported. */
  public long count(String column) {
    return counts.getOrDefault(column, 0L);
  }
}
