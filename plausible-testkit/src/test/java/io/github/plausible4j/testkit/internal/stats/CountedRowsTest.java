package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.internal.stats.count.Row;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery.Include;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery.Page;
import io.github.plausible4j.testkit.internal.stats.query.TimeRange;
import io.github.plausible4j.testkit.internal.store.MemoryEventStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedRowsTest {
  private static final Instant MORNING = Instant.parse("2026-03-09T00:00:00Z");

  private final MemoryEventStore store = new MemoryEventStore();
  private final CountedRows counted = new CountedRows(store);

  @Test
  void theNextPageIsNotCountedAgain() {
    store.add(
        TestSite.DOMAIN, new TestEvent("2026-03-09T10:00:00Z", 1, 11, "pageview", "/").stored());

    List<Row> first = rows(0, 0);
    // A second later, for the next rows.
    assertThat(rows(1, 10)).isSameAs(first);
  }

  @Test
  void anEventMoreIsCounted() {
    store.add(
        TestSite.DOMAIN, new TestEvent("2026-03-09T10:00:00Z", 1, 11, "pageview", "/").stored());
    assertThat(rows(0, 0)).hasSize(1);

    store.add(
        TestSite.DOMAIN,
        new TestEvent("2026-03-09T10:00:00Z", 1, 11, "pageview", "/docs").stored());
    assertThat(rows(0, 0)).hasSize(2);
  }

  @Test
  void theSameNumberOfOtherEventsIsCountedAgain() {
    store.add(
        TestSite.DOMAIN, new TestEvent("2026-03-09T10:00:00Z", 1, 11, "pageview", "/").stored());
    assertThat(rows(0, 0)).hasSize(1);

    store.clear();
    store.add(
        TestSite.DOMAIN, new TestEvent("2026-03-08T10:00:00Z", 1, 11, "pageview", "/").stored());
    assertThat(rows(0, 0)).isEmpty();
  }

  private List<Row> rows(int secondsLater, int offset) {
    StatsQuery query =
        new StatsQuery(
            new TestSite().site(),
            MORNING.plusSeconds(secondsLater),
            new TimeRange(MORNING, MORNING.plusSeconds(86_399)),
            List.of(Metric.VISITORS),
            List.of(Dimension.PAGE),
            List.of(),
            List.of(),
            Include.NOTHING,
            new Page(10, offset),
            false);
    return counted.rows(query, counted.events(TestSite.DOMAIN));
  }
}
