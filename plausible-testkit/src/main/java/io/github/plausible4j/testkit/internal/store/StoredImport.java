package io.github.plausible4j.testkit.internal.store;

import java.time.LocalDate;
import java.util.List;

/**
 * Imported statistics of another program. For internal use only.
 *
 * @param first the first day that it covers, in the time zone of the site
 * @param last the last day that it covers
 */
public record StoredImport(LocalDate first, LocalDate last, List<ImportedRow> rows) {
  public StoredImport {
    rows = List.copyOf(rows);
  }

  /** Whether it has scroll depths. */
  public boolean hasScrollDepth() {
    return rows.stream().anyMatch(row -> row.count("total_scroll_depth_visits") > 0);
  }
}
