package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The gauges of metrics that are measured on events. */
final class EventGauges {
  private EventGauges() {}

  static Gauge<StoredEvent> of(Metric metric) {
    return switch (metric) {
      case VISITORS -> new Different<>(StoredEvent::visitor);
      case VISITS -> new Different<>(StoredEvent::session);
      case PAGEVIEWS -> new Counted(StoredEvent::isPageview);
      case EVENTS -> new Counted(event -> !event.isEngagement());
      case TIME_ON_PAGE -> new TimeOnPage();
      case SCROLL_DEPTH -> new ScrollDepth();
      case TOTAL_REVENUE -> new RevenueGauge(false);
      case AVERAGE_REVENUE -> new RevenueGauge(true);
      default -> throw new IllegalArgumentException("Not measured on events: " + metric);
    };
  }

  /** The number of distinct ids. */
  static final class Different<T> implements Gauge<T> {
    private final ToLongFunction<T> id;
    private final DistinctIds ids = new DistinctIds();

    Different(ToLongFunction<T> id) {
      this.id = id;
    }

    @Override
    public void add(T item) {
      ids.add(id.applyAsLong(item));
    }

    @Override
    public Long value() {
      return (long) ids.size();
    }
  }

  private static final class Counted implements Gauge<StoredEvent> {
    private final Predicate<StoredEvent> counts;
    private long number;

    Counted(Predicate<StoredEvent> counts) {
      this.counts = counts;
    }

    @Override
    public void add(StoredEvent event) {
      number += counts.test(event) ? 1 : 0;
    }

    @Override
    public Long value() {
      return number;
    }
  }

  /** The average seconds of engagement of the visits that reported any. */
  private static final class TimeOnPage implements AverageGauge<StoredEvent> {
    private final DistinctIds visits = new DistinctIds();
    private long millis;

    @Override
    public void add(StoredEvent event) {
      if (event.isEngagement() && event.engagementMillis() > 0) {
        visits.add(event.session());
        millis += event.engagementMillis();
      }
    }

    @Override
    public @Nullable Long value() {
      return visits() == 0 ? null : (long) Math.rint(sum() / visits());
    }

    @Override
    public double sum() {
      return millis / 1000.0;
    }

    @Override
    public long visits() {
      return visits.size();
    }
  }

  /** The average over visits of the deepest point that each visit reached. */
  private static final class ScrollDepth implements AverageGauge<StoredEvent> {
    private final Map<Long, Integer> deepest = new HashMap<>();

    @Override
    public void add(StoredEvent event) {
      if (event.isEngagement() && event.scrollDepth() <= 100) {
        deepest.merge(event.session(), event.scrollDepth(), Math::max);
      }
    }

    @Override
    public @Nullable Long value() {
      return visits() == 0 ? null : (long) Math.rint(sum() / visits());
    }

    @Override
    public double sum() {
      return deepest.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public long visits() {
      return deepest.size();
    }
  }
}
