package io.github.plausible4j.testkit.internal.stats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.stats.count.SiteEvents;
import io.github.plausible4j.testkit.internal.stats.parse.QueryReader;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsSite;
import io.github.plausible4j.testkit.internal.store.EventStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;

/**
 * The statistics API, behind what HTTP needs: who asks, and for which site, is settled before.
 * Thread-safe. For internal use only.
 */
public final class StatsApi {
  private final CountedRows counted;
  private final Clock clock;

  /** Over the events of that store, at the time of that clock. */
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
          SiteEvents events = counted.events(site.domain());
          StatsQuery query =
              QueryReader.read(parameters, site, now, () -> firstDay(events, site, now));
          return QueryAnswer.of(query, counted.rows(query, events));
        });
  }

  private static LocalDate firstDay(SiteEvents events, StatsSite site, Instant now) {
    return LocalDate.ofInstant(events.firstTime().orElse(now), site.zone());
  }

  private static StatsReply reply(Supplier<String> answer) {
    try {
      return new StatsReply(200, answer.get());
    } catch (RefusedQuery refused) {
      return new StatsReply(refused.status(), JsonText.error(refused.text()));
    }
  }
}
