package io.github.plausible4j.stats.legacy;

import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.StatsClient;

/**
 * A client for version 1 of Plausible's statistics API, which Plausible calls legacy. Use it for
 * servers before 2.1.2; for newer ones use {@link StatsClient}. Thread-safe. Throws the same
 * exceptions as {@link StatsClient}.
 */
public interface LegacyStatsClient {
  /**
   * The number of visitors with an event in the last five minutes, like {@link
   * StatsClient#realtimeVisitors}.
   *
   * @param siteId the site's domain
   * @throws IllegalArgumentException if the text is not a domain
   */
  long realtimeVisitors(String siteId);

  /**
   * Returns one number for each metric, and its change if the query compares.
   *
   * @throws IllegalArgumentException if the query has parts that only other calls support
   */
  LegacyAggregate aggregate(LegacyQuery query);

  /**
   * Returns a row for each day, month or hour, including those without visitors.
   *
   * @throws IllegalArgumentException if the query has parts that only other calls support
   */
  LegacyResult timeseries(LegacyQuery query);

  /**
   * Returns a row for each value of a property, most visitors first. Returns one page of at most
   * {@link LegacyQuery.Builder#limit} rows. The API does not say whether there are more.
   *
   * @param property {@code event:page}, {@code event:name}, {@code event:goal}, a custom property
   *     or a dimension of visits
   * @throws IllegalArgumentException if rows cannot be grouped by the property, or not with these
   *     metrics
   */
  LegacyResult breakdown(LegacyQuery query, Dimension property);
}
