package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A client for version 2 of Plausible's statistics API. Thread-safe.
 *
 * <p>Each call may throw a {@code PlausibleException}: {@code InvalidRequestException} with the
 * server's message if the site or the release does not support the query, {@code
 * UnauthorizedException} if the key is wrong, or if the site is unknown or belongs to somebody
 * else, {@code RateLimitedException} if the {@link StatsPolicy} does not allow to wait, and {@code
 * UnsupportedByServerException} if the server is older than 2.1.2. After an answer of 5xx, the
 * request is repeated as the policy says.
 */
public interface StatsClient {
  /** Sends a query and waits for the answer. */
  StatsResult query(StatsQuery query);

  /**
   * Sends a query without blocking a thread. A failure completes the future exceptionally.
   * Cancelling the future cancels the request.
   */
  CompletableFuture<StatsResult> queryAsync(StatsQuery query);

  /**
   * Streams all rows, page by page. The next page is requested after the last row of the page
   * before it was read. After the stream is closed, no page is requested. Only one page is in
   * memory at a time.
   *
   * <p>The query's limit is the size of a page, 10,000 by default; its offset is the first row. To
   * read fewer rows, use {@link Stream#limit}. Rows with equal keys are also ordered by their
   * dimensions, so that no row is missed or returned twice, as long as nothing is counted in the
   * meantime.
   *
   * @return a sequential stream; close it if you do not read it to its end
   */
  Stream<Row> stream(StatsQuery query);

  /**
   * Runs a query for two date ranges, and matches the rows with the same dimensions. Steps of time
   * are matched by their position in the range. Changes are computed as in Plausible's dashboard.
   *
   * <p>The result has the rows of the query's own date range. A row without a match counts as zero
   * in the previous range, or as null for metrics such as durations; see {@link
   * ComparedRow#previous}.
   *
   * @param query the query, with the current date range
   * @param previous the date range to compare with; see {@link DayRange#previousPeriod}
   */
  ComparedResult compare(StatsQuery query, DateRange previous);

  /**
   * The number of visitors with an event in the last five minutes, which the dashboard shows as
   * current visitors. It comes from version 1 of the API, which every release has.
   *
   * @param siteId the site's domain
   * @throws IllegalArgumentException if the text is not a domain
   */
  long realtimeVisitors(String siteId);

  /** The JSON schema for queries that this server publishes. Needs no key. */
  JsonNode schema();
}
