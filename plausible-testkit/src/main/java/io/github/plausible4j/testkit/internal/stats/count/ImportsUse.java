package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.TimeRange;
import io.github.plausible4j.testkit.internal.store.StoredImport;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether imported statistics are in an answer, and why not. For internal use only. */
public enum ImportsUse {
  NOT_REQUESTED(null),
  INCLUDED(null),
  UNSUPPORTED_INTERVAL(
      "Imported stats are not included because the time dimension (i.e. the interval) is too"
          + " short."),
  NO_IMPORTED_DATA(null),
  OUT_OF_RANGE(null),
  UNSUPPORTED_QUERY(
      "Imported stats are not included in the results because query parameters are not supported."
          + " For more information, see:"
          + " https://plausible.io/docs/stats-api#filtering-imported-stats");

  private final @Nullable String warning;

  ImportsUse(@Nullable String warning) {
    this.warning = warning;
  }

  /** Decides how the imports of a site are used in the answer to a query. */
  public static ImportsUse of(SiteEvents data, StatsQuery query) {
    if (!query.include().imports()) {
      return NOT_REQUESTED;
    }
    if (query.dimensions().contains(Dimension.HOUR)) {
      return UNSUPPORTED_INTERVAL;
    }
    if (data.imports().isEmpty()) {
      return NO_IMPORTED_DATA;
    }
    if (inRange(data, query).isEmpty()) {
      return OUT_OF_RANGE;
    }
    return ImportedTables.of(query).isEmpty() ? UNSUPPORTED_QUERY : INCLUDED;
  }

  /** Whether an import of the query's days has scroll depths. */
  public static boolean hasScrollDepth(SiteEvents data, StatsQuery query) {
    return inRange(data, query).stream().anyMatch(StoredImport::hasScrollDepth);
  }

  private static List<StoredImport> inRange(SiteEvents data, StatsQuery query) {
    TimeRange range = query.range();
    ZoneId zone = query.site().zone();
    return data.imports().stream()
        .filter(
            imported ->
                !imported.first().isAfter(range.lastDate(zone))
                    && !imported.last().isBefore(range.firstDate(zone)))
        .toList();
  }

  /**
   * The reason why imports were left out, as the server names it; null if they were used or not
   * requested.
   */
  public @Nullable String skipReason() {
    return this == INCLUDED || this == NOT_REQUESTED ? null : name().toLowerCase(Locale.ROOT);
  }

  /** The explanation in the answer, or null. */
  public @Nullable String warning() {
    return warning;
  }
}
