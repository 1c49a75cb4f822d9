package io.github.plausible4j.stats.legacy;

import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.StatsClient;

/**
 * Version 1 of Plausible's statistics API, which Plausible calls legacy. Use it with servers before
 * 2.1.2; newer ones have {@link StatsClient}. Thread-safe; throws what {@link StatsClient} throws.
 */
public interface LegacyStatsClient {
  /**
   * The visitors with an event in the last five minutes; the same as {@link
   * StatsClient#realtimeVisitors}.
   *
   * @param siteId the site's domain
   * @throws IllegalArgumentException if that is not a domain
   */
  long realtimeVisitors(String siteId);

  /**
   * One number for each metric, and its change if the query compares.
   *
   * @throws IllegalArgumentException if the query has what only the other calls take
   */
  LegacyAggregate aggregate(LegacyQuery query);

  /**
   * A row for each day, month or hour, those without visitors too.
   *
   * @throws IllegalArgumentException if the query has what only the other calls take
   */
  LegacyResult timeseries(LegacyQuery query);

  /**
   * A row for each value of a property, most visitors first; a page of at most {@link
   * LegacyQuery.Builder#limit} rows. The API does not say whether there are more.
   *
   * @param property {@code event:page}, {@code event:name}, {@code event:goal}, a custom property
   *     or a property of visits
   * @throws IllegalArgumentException if that cannot be grouped by, or not with these metrics
   */
  LegacyResult breakdown(LegacyQuery query, Dimension property);
}
