package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;

/** The sums of imported rows. Each table has its own column names. */
final class ImportedSums {
  static final ImportedSums NOTHING = new ImportedSums();

  long visitors;
  long visits;
  long pageviews;
  long events;

  /** The number of visits whose bounces, durations and views are known. */
  long averagedVisits;

  long bounces;
  long seconds;
  long scrollDepth;
  long scrollVisits;
  long secondsOnPage;
  long visitsOnPage;

  void add(ImportedRow row) {
    visitors += row.count("visitors");
    visits += row.count(visitsColumn(row.table()));
    if (row.table() == ImportedTable.CUSTOM_EVENTS) {
      events += row.count("events");
      return;
    }
    pageviews += row.count("pageviews");
    events += row.count("pageviews");
    scrollDepth += row.count("total_scroll_depth");
    scrollVisits += row.count("total_scroll_depth_visits");
    secondsOnPage += row.count("total_time_on_page");
    visitsOnPage += row.count("total_time_on_page_visits");
    if (row.table() != ImportedTable.PAGES) {
      averagedVisits += row.count(visitsColumn(row.table()));
      bounces += row.count("bounces");
      seconds += row.count("visit_duration");
    }
  }

  private static String visitsColumn(ImportedTable table) {
    return switch (table) {
      case ENTRY_PAGES -> "entrances";
      case EXIT_PAGES -> "exits";
      default -> "visits";
    };
  }
}
