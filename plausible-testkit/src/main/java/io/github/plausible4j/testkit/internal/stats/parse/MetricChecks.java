package io.github.plausible4j.testkit.internal.stats.parse;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.FilterLeaf;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.Scope;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that metrics can be combined with dimensions and filters. */
final class MetricChecks {
  private MetricChecks() {}

  static void check(StatsQuery query, List<FilterLeaf> leaves) {
    query.metrics().forEach(metric -> checkMetric(metric, query, leaves));
    checkScopes(query);
  }

  private static void checkMetric(Metric metric, StatsQuery query, List<FilterLeaf> leaves) {
    boolean filteredByPage = FilterLeaf.anyOn(query.filters(), Dimension.PAGE);
    boolean filteredByPageOnTop =
        leaves.stream()
            .anyMatch(
                leaf -> leaf.depth() == 0 && leaf.filter().dimension().equals(Dimension.PAGE));
    boolean byPage = query.dimensions().contains(Dimension.PAGE);
    boolean byGoal =
        query.dimensions().contains(Dimension.GOAL)
            || FilterLeaf.anyOn(query.filters(), Dimension.GOAL);
    switch (metric) {
      case CONVERSION_RATE, GROUP_CONVERSION_RATE ->
          require(byGoal, metric, "can only be queried with event:goal filters or dimensions.");
      case SCROLL_DEPTH ->
          require(
              byPage || filteredByPageOnTop,
              metric,
              "can only be queried with event:page filters or dimensions.");
      case TIME_ON_PAGE ->
          require(
              byPage || filteredByPage,
              metric,
              "can only be queried with event:page filters or dimensions.");
      case VIEWS_PER_VISIT -> {
        require(!filteredByPage, metric, "cannot be queried with a filter on `event:page`.");
        boolean overTime =
            query.site().edition().afterRelease32()
                && query.dimensions().stream().allMatch(Dimension::isTime);
        require(
            query.dimensions().isEmpty() || overTime,
            metric,
            "cannot be queried with `dimensions`.");
      }
      default -> {}
    }
  }

  private static void require(boolean condition, Metric metric, String rule) {
    if (!condition) {
      throw RefusedQuery.invalid("Metric `" + metric.wireName() + "` " + rule);
    }
  }

  private static void checkScopes(StatsQuery query) {
    List<Dimension> ofEvents = dimensions(query, Scope.EVENT);
    List<Dimension> ofVisits = dimensions(query, Scope.VISIT);
    boolean hostnamesOfPages =
        query.site().edition().afterRelease32()
            && Set.copyOf(ofEvents).equals(Set.of(Dimension.PAGE, Dimension.HOSTNAME));
    if (ofEvents.equals(List.of(Dimension.PAGE)) || hostnamesOfPages) {
      return;
    }
    String visitMetrics = metrics(query, Scope.VISIT);
    if (!visitMetrics.isEmpty() && !ofEvents.isEmpty()) {
      throw RefusedQuery.invalid(
          "Session metric(s) %s cannot be queried along with event dimension(s) %s"
              .formatted(visitMetrics, names(ofEvents)));
    }
    String eventMetrics = metrics(query, Scope.EVENT);
    if (!eventMetrics.isEmpty() && !ofVisits.isEmpty()) {
      throw RefusedQuery.invalid(
          "Event metric(s) %s cannot be queried along with session dimension(s) %s"
              .formatted(eventMetrics, names(ofVisits)));
    }
  }

  private static List<Dimension> dimensions(StatsQuery query, Scope scope) {
    return query.dimensions().stream().filter(dimension -> dimension.scope() == scope).toList();
  }

  private static String names(List<Dimension> dimensions) {
    return dimensions.stream()
        .map(dimension -> "`" + dimension.name() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String metrics(StatsQuery query, Scope scope) {
    return query.metrics().stream()
        .filter(metric -> metric.scope() == scope)
        .map(metric -> "`" + metric.wireName() + "`")
        .collect(Collectors.joining(", "));
  }
}
