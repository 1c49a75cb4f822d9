package io.github.plausible4j.testkit.internal.stats;

import io.github.plausible4j.testkit.internal.stats.count.Counter;
import io.github.plausible4j.testkit.internal.stats.count.Row;
import io.github.plausible4j.testkit.internal.stats.count.SiteEvents;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.store.EventStore;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.StoredImport;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows and caches the last result, because reading a long answer page by page repeats the
 * same query.
 */
final class CountedRows {
  private final EventStore store;
  private final AtomicReference<@Nullable Counted> last = new AtomicReference<>();

  CountedRows(EventStore store) {
    this.store = store;
  }

  /** The events and imports of the site as of now. */
  SiteEvents events(String siteId) {
    List<StoredEvent> stored = store.eventsOf(siteId);
    List<StoredImport> imports = store.importsOf(siteId);
    Counted counted = last.get();
    return counted != null && counted.events.isOf(stored, imports)
        ? counted.events
        : new SiteEvents(stored, imports);
  }

  /** All rows of the query. */
  List<Row> rows(StatsQuery query, SiteEvents events) {
    StatsQuery question = query.rowsOnly();
    Counted counted = last.get();
    if (counted != null && counted.events == events && counted.question.equals(question)) {
      return counted.rows;
    }
    List<Row> rows = new Counter(events).rows(query);
    last.set(new Counted(events, question, rows));
    return rows;
  }

  private record Counted(SiteEvents events, StatsQuery question, List<Row> rows) {}
}
