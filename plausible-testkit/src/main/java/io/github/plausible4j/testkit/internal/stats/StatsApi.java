package io.github.plausible4j.testkit.internal.stats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.stats.count.ImportsUse;
import io.github.plausible4j.testkit.internal.stats.count.SiteEvents;
import io.github.plausible4j.testkit.internal.stats.legacy.LegacyStats;
import io.github.plausible4j.testkit.internal.stats.parse.QueryReader;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsSite;
import io.github.plausible4j.testkit.internal.store.EventStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The statistics API without HTTP. The caller has already checked the key and the site.
 * Thread-safe. For internal use only.
 */
public final class StatsApi {
  private static final Duration REALTIME = Duration.ofMinutes(5);

  private final CountedRows counted;
  private final Clock clock;

  /** Counts the events of the store at the time of the clock. */
  public StatsApi(EventStore store, Clock clock) {
    this.counted = new CountedRows(store);
    this.clock = clock;
  }

  /**
   * POST /api/v2/query.
   *
   * @param parameters the body and, for keys that it does not have, the query string
   */
  public StatsReply query(StatsSite site, ObjectNode parameters) {
    return reply(
        () -> {
          Instant now = clock.instant();
          SiteEvents events = counted.events(site.id());
          StatsQuery query =
              QueryReader.read(parameters, site, now, () -> firstDay(events, site, now));
          return QueryAnswer.of(
              query, new ImportsAnswer(events, query), counted.rows(query, events));
        });
  }

  /** GET /api/v1/stats/realtime/visitors: visitors of the last five minutes. */
  public StatsReply realtimeVisitors(StatsSite site) {
    return reply(
        () ->
            Long.toString(
                counted.events(site.id()).visitorsSince(clock.instant().minus(REALTIME))));
  }

  /** GET /api/v1/stats/aggregate. */
  public StatsReply aggregate(StatsSite site, Map<String, String> parameters) {
    return legacy(site, stats -> stats.aggregate(parameters));
  }

  /** GET /api/v1/stats/timeseries. */
  public StatsReply timeseries(StatsSite site, Map<String, String> parameters) {
    return legacy(site, stats -> stats.timeseries(parameters));
  }

  /** GET /api/v1/stats/breakdown. */
  public StatsReply breakdown(StatsSite site, Map<String, String> parameters) {
    return legacy(site, stats -> stats.breakdown(parameters));
  }

  private StatsReply legacy(StatsSite site, Function<LegacyStats, Object> answer) {
    return reply(
        () -> {
          SiteEvents events = counted.events(site.id());
          LegacyStats stats =
              new LegacyStats(
                  site,
                  clock.instant(),
                  query -> counted.rows(query, events),
                  query -> ImportsUse.of(events, query));
          Object results = answer.apply(stats);
          return JsonText.of(json -> JsonText.write(json, results));
        });
  }

  private static LocalDate firstDay(SiteEvents events, StatsSite site, Instant now) {
    return events.firstDay(site.zone()).orElseGet(() -> LocalDate.ofInstant(now, site.zone()));
  }

  private static StatsReply reply(Supplier<String> answer) {
    try {
      return new StatsReply(200, answer.get());
    } catch (RefusedQuery refused) {
      return new StatsReply(refused.status(), JsonText.error(refused.text()));
    }
  }
}
