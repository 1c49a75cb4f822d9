package io.github.plausible4j.stats;

/** Queries that tests ask. */
final class Questions {
  static final String SITE = "blog.example.com";

  private Questions() {}

  static StatsQuery.Builder visitors() {
    return StatsQuery.builder(SITE).metrics(Metric.VISITORS).dateRange(DateRange.lastDays(7));
  }
}
