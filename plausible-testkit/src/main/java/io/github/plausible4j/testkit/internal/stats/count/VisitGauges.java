package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The gauges of metrics that are measured on visits. */
final class VisitGauges {
  private VisitGauges() {}

  static Gauge<Visit> of(Metric metric, StatsQuery query) {
    return switch (metric) {
      case VISITORS -> new EventGauges.Different<>(visit -> visit.visitor);
      case VISITS -> new EventGauges.Different<>(visit -> visit.id);
      case PAGEVIEWS -> new Sum(visit -> visit.pageviews);
      case EVENTS -> new Sum(visit -> visit.events);
      case VISIT_DURATION -> new Average(Visit::duration, 1, visit -> true, false);
      case VIEWS_PER_VISIT -> new Average(visit -> visit.pageviews, 1, visit -> true, true);
      case BOUNCE_RATE -> bounceRate(query);
      default -> throw new IllegalArgumentException("Not measured on visits: " + metric);
    };
  }

  private static Gauge<Visit> bounceRate(StatsQuery query) {
    boolean quietEventsCount = !query.site().edition().afterRelease32();
    return new Average(
        visit -> visit.isBounce(quietEventsCount) ? 1 : 0, 100, enteredOn(query), false);
  }

  /** With a filter on pages, only visits whose entry page matches can bounce. */
  private static Predicate<Visit> enteredOn(StatsQuery query) {
    return query.filters().stream()
        .filter(
            filter ->
                filter instanceof Filter.Comparison comparison
                    && comparison.dimension().equals(Dimension.PAGE))
        .findFirst()
        .map(
            filter ->
                Conditions.<Visit>compare((Filter.Comparison) filter, visit -> visit.entryPage))
        .orElse(visit -> true);
  }

  private static final class Sum implements Gauge<Visit> {
    private final ToLongFunction<Visit> part;
    private long sum;

    Sum(ToLongFunction<Visit> part) {
      this.part = part;
    }

    @Override
    public void add(Visit visit) {
      sum += part.applyAsLong(visit);
    }

    @Override
    public Long value() {
      return sum;
    }
  }

  private static final class Average implements Gauge<Visit> {
    private final ToLongFunction<Visit> part;
    private final int scale;
    private final Predicate<Visit> counts;
    private final boolean withFraction;
    private long sum;
    private long number;

    Average(ToLongFunction<Visit> part, int scale, Predicate<Visit> counts, boolean withFraction) {
      this.part = part;
      this.scale = scale;
      this.counts = counts;
      this.withFraction = withFraction;
    }

    @Override
    public void add(Visit visit) {
      if (counts.test(visit)) {
        sum += part.applyAsLong(visit);
        number++;
      }
    }

    @Override
    public Number value() {
      double average = number == 0 ? 0 : (double) sum / number * scale;
      if (withFraction) {
        return Rounding.toHundredths(average);
      }
      return (long) Math.rint(average);
    }
  }
}
