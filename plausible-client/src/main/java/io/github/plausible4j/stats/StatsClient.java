package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Asks Plausible's statistics API, version 2. Thread-safe.
 *
 * <p>Each call may throw {@code PlausibleException}: {@code InvalidRequestException} with the
 * server's words for what depends on the site or the release, {@code UnauthorizedException} for a
 * wrong key and also for a site that is unknown or another's, {@code RateLimitedException} if the
 * {@link StatsPolicy} does not allow to wait, {@code UnsupportedByServerException} if the server is
 * older than 2.1.2. An answer of 5xx is asked for again as the policy says.
 */
public interface StatsClient {
  /** Asks and waits for the answer. */
  StatsResult query(StatsQuery query);

  /**
   * Asks without holding a thread. Failures complete the future; cancelling it ends the request.
   */
  CompletableFuture<StatsResult> queryAsync(StatsQuery query);

  /**
   * All rows, page by page: the next page is asked for when the last row before it was taken, and
   * closing the stream asks for no more. One page is in memory at a time.
   *
   * <p>The query's limit is the size of a page, by default 10,000, its offset is where to start;
   * take less with {@link Stream#limit}. Rows that the query's order leaves equal are ordered by
   * their dimensions too, so that no row is missed or met twice between pages, as long as nothing
   * is counted meanwhile.
   *
   * @return a sequential stream, to be closed if it is not read to its end
   */
  Stream<Row> stream(StatsQuery query);

  /**
   * Asks for two date ranges and puts side by side the rows with the same dimensions; steps of time
   * by their place in the range. Change is computed as Plausible's dashboard does.
   *
   * <p>Rows are those of the query. What had no row in the previous range counts as zero there, or
   * as null for metrics that are measured.
   *
   * @param query what to ask, with the date range of now
   * @param previous the date range to compare with; see {@link DayRange#previousPeriod}
   */
  ComparedResult compare(StatsQuery query, DateRange previous);

  /**
   * The visitors with an event in the last five minutes: the number of current visitors on the
   * dashboard. It comes from version 1 of the API, which every release has.
   *
   * @param siteId the site's domain
   * @throws IllegalArgumentException if that is not a domain
   */
  long realtimeVisitors(String siteId);

  /** The JSON schema of queries that this server publishes. Needs no key. */
  JsonNode schema();
}
