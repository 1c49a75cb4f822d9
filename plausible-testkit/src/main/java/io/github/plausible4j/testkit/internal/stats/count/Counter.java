package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers queries from events. For internal use only. */
public final class Counter {
  private final SiteEvents data;

  /** Creates a counter of events that do not change. */
  public Counter(SiteEvents data) {
    this.data = data;
  }

  /** The labels of the query's time dimension, including those of empty buckets. */
  public static List<String> timeLabels(StatsQuery query) {
    Dimension dimension =
        query.dimensions().stream().filter(Dimension::isTime).findFirst().orElseThrow();
    return new TimeBuckets(query.range(), query.site().zone()).labels(dimension);
  }

  /** All rows, in the order of the query, regardless of the requested page. */
  public List<Row> rows(StatsQuery asked) {
    boolean imports = ImportsUse.of(data, asked) == ImportsUse.INCLUDED;
    StatsQuery query = imports ? asked : asked.withoutImports();
    MetricScopes plan = MetricScopes.of(query);
    DatabaseErrors.throwIfAny(query, plan);
    List<Side> sides = new ArrayList<>();
    if (!plan.events().isEmpty()) {
      sides.add(events(query, plan.events()));
    }
    if (!plan.visits().isEmpty()) {
      sides.add(visits(query, plan.visits(), false));
    }
    if (!plan.hours().isEmpty()) {
      sides.add(visits(query, plan.hours(), true));
    }
    List<Row> rows = new ArrayList<>();
    Rates rates = Rates.of(data, query);
    for (Object key : keys(query, sides)) {
      rows.add(row(query, sides, rates, key));
    }
    rows.sort(RowOrder.of(query));
    return rows;
  }

  private Side events(StatsQuery query, List<Metric> metrics) {
    List<Metric> measured = measured(metrics);
    return withImports(
        query,
        metrics,
        new MetricGroups<>(measured, EventGauges::of)
            .count(
                data.events(),
                new Conditions(data, query).events(),
                new Groupings(data, query).ofEvents()));
  }

  private Side withImports(StatsQuery query, List<Metric> metrics, MetricGroups<?> counted) {
    return query.include().imports()
        ? new MergedSide(counted, ImportedGroups.of(data, query, metrics))
        : counted;
  }

  private Side visits(StatsQuery query, List<Metric> metrics, boolean inEachHour) {
    StatsQuery ofVisits = query.dimensions().contains(Dimension.PAGE) ? onEntry(query) : query;
    Groupings groupings = new Groupings(data, ofVisits);
    List<Metric> measured = measured(metrics);
    if (query.include().imports() && !measured.contains(Metric.VISITS)) {
      // Averages are weighted by visits.
      measured.add(Metric.VISITS);
    }
    return withImports(
        onEntryPages(ofVisits),
        metrics,
        new MetricGroups<Visit>(measured, metric -> VisitGauges.of(metric, ofVisits))
            .count(
                data.visits(),
                new Conditions(data, ofVisits).visits(),
                inEachHour ? groupings.ofVisitsInEachHour() : groupings.ofVisits()));
  }

  /** Imports count visits by page by their entry page. */
  private static StatsQuery onEntryPages(StatsQuery query) {
    return query.groupedBy(
        query.dimensions().stream()
            .map(dimension -> dimension.equals(Dimension.PAGE) ? Dimension.ENTRY_PAGE : dimension)
            .toList());
  }

  private static List<Metric> measured(List<Metric> metrics) {
    return new ArrayList<>(metrics.stream().filter(metric -> !isRate(metric)).toList());
  }

  private static boolean isRate(Metric metric) {
    return metric == Metric.PERCENTAGE
        || metric == Metric.CONVERSION_RATE
        || metric == Metric.GROUP_CONVERSION_RATE;
  }

  /** If grouped by page, a visit counts for its entry page, and filters on the page apply to it. */
  private static StatsQuery onEntry(StatsQuery query) {
    return query.filteredBy(query.filters().stream().map(Counter::onEntry).toList());
  }

  private static Filter onEntry(Filter filter) {
    if (filter instanceof Filter.Comparison comparison) {
      return comparison.dimension().equals(Dimension.PAGE)
          ? comparison.on(Dimension.ENTRY_PAGE)
          : comparison;
    }
    if (filter instanceof Filter.Not not) {
      return new Filter.Not(onEntry(not.filter()));
    }
    return filter instanceof Filter.Group group
        ? new Filter.Group(group.all(), group.filters().stream().map(Counter::onEntry).toList())
        : filter;
  }

  /**
   * The groups of the first side. By hour, also the hours in which a visit lasted without events.
   */
  private static Set<Object> keys(StatsQuery query, List<Side> sides) {
    if (!query.dimensions().contains(Dimension.HOUR)) {
      return sides.get(0).keys();
    }
    Set<Object> keys = new LinkedHashSet<>();
    sides.forEach(side -> keys.addAll(side.keys()));
    return keys;
  }

  private static Row row(StatsQuery query, List<Side> sides, Rates rates, Object key) {
    List<Object> group = values(query, key);
    List<@Nullable Number> metrics = new ArrayList<>(query.metrics().size());
    for (Metric metric : query.metrics()) {
      if (isRate(metric)) {
        Number visitors = Objects.requireNonNull(measure(sides, key, Metric.VISITORS));
        metrics.add(rates.of(metric, group, visitors.longValue()));
      } else if (metric == Metric.EVENTS && hidesEvents(query, group)) {
        metrics.add(null);
      } else {
        metrics.add(measure(sides, key, metric));
      }
    }
    return new Row(group, metrics);
  }

  private static @Nullable Number measure(List<Side> sides, Object key, Metric metric) {
    for (Side side : sides) {
      if (side.measures(metric)) {
        return side.value(key, metric);
      }
    }
    throw new IllegalStateException("Not measured: " + metric);
  }

  private static boolean hidesEvents(StatsQuery query, List<Object> group) {
    int goal = query.dimensions().indexOf(Dimension.GOAL);
    return goal < 0
        ? Goals.hidesEvents(query)
        : group.get(goal) instanceof SiteGoal reached && reached.isScroll();
  }

  @SuppressWarnings("unchecked") // with several dimensions, the key is a list of values
  private static List<Object> values(StatsQuery query, Object key) {
    return query.dimensions().size() == 1 ? List.of(key) : (List<Object>) key;
  }
}
