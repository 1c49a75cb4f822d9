package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.FilterLeaf;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.Scope;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides which metrics are measured on events and which on visits. A metric that can be measured
 * on both is measured where the others are, because it would be measured twice otherwise.
 *
 * @param hours metrics that count a visit in each hour in which it lasted
 */
record MetricScopes(List<Metric> events, List<Metric> visits, List<Metric> hours) {
  private static final Set<Metric> RATES =
      Set.of(Metric.PERCENTAGE, Metric.CONVERSION_RATE, Metric.GROUP_CONVERSION_RATE);
  private static final Set<Metric> LASTING = Set.of(Metric.VISITORS, Metric.VISITS);

  static MetricScopes of(StatsQuery query) {
    List<Metric> metrics = new ArrayList<>(query.metrics());
    if (metrics.stream().anyMatch(RATES::contains) && !metrics.contains(Metric.VISITORS)) {
      metrics.add(Metric.VISITORS);
    }
    boolean eventMetrics = has(metrics.stream().map(metric -> scope(metric, query)), Scope.EVENT);
    boolean visitMetrics = has(metrics.stream().map(metric -> scope(metric, query)), Scope.VISIT);
    boolean eventDimensions = has(query.dimensions().stream().map(Dimension::scope), Scope.EVENT);
    boolean visitDimensions = has(query.dimensions().stream().map(Dimension::scope), Scope.VISIT);
    boolean eventFilters = has(filters(query), Scope.EVENT);
    boolean visitFilters = has(filters(query), Scope.VISIT);
    if (!eventMetrics && !eventFilters && !eventDimensions) {
      return onVisits(query, metrics);
    }
    if (!visitMetrics && !visitFilters && !visitDimensions) {
      return new MetricScopes(metrics, List.of(), List.of());
    }
    if (!eventMetrics && !eventDimensions) {
      return onVisits(query, metrics);
    }
    if (!visitMetrics && !visitDimensions) {
      return new MetricScopes(metrics, List.of(), List.of());
    }
    Predicate<Metric> ofVisits = metric -> scope(metric, query) == Scope.VISIT;
    return new MetricScopes(
        metrics.stream().filter(ofVisits.negate()).toList(),
        metrics.stream().filter(ofVisits).toList(),
        List.of());
  }

  private static MetricScopes onVisits(StatsQuery query, List<Metric> metrics) {
    boolean byHour = query.dimensions().contains(Dimension.HOUR);
    if (!byHour || FilterLeaf.anyOn(query.filters(), Dimension.GOAL)) {
      return new MetricScopes(List.of(), metrics, List.of());
    }
    return new MetricScopes(
        List.of(),
        metrics.stream().filter(metric -> !LASTING.contains(metric)).toList(),
        metrics.stream().filter(LASTING::contains).toList());
  }

  private static Scope scope(Metric metric, StatsQuery query) {
    boolean either =
        query.viewsFromVisits() && (metric == Metric.PAGEVIEWS || metric == Metric.EVENTS);
    return either ? Scope.EITHER : metric.scope();
  }

  private static Stream<Scope> filters(StatsQuery query) {
    return FilterLeaf.of(query.filters()).stream()
        .filter(leaf -> leaf.behavioural() == 0)
        .map(leaf -> leaf.filter().dimension().scope());
  }

  private static boolean has(Stream<Scope> scopes, Scope scope) {
    return scopes.anyMatch(scope::equals);
  }
}
