package io.github.plausible4j.testkit.internal.stats.parse;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.FilterLeaf;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery.Order;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rejects queries that are well-formed but not valid. Stops at the first problem. */
final class QueryChecks {
  private static final Set<Dimension> TOP_LEVEL_ONLY = Set.of(Dimension.GOAL, Dimension.HOSTNAME);

  private QueryChecks() {}

  static void check(StatsQuery query) {
    List<FilterLeaf> leaves = FilterLeaf.of(query.filters());
    query.orders().forEach(order -> checkOrder(query, order));
    checkTopLevel(leaves);
    checkPropertiesOfConversions(query, leaves);
    leaves.forEach(QueryChecks::checkBehavioural);
    checkGoalsExist(query, leaves);
    MetricChecks.check(query, leaves);
    if (query.include().timeLabels() && query.dimensions().stream().noneMatch(Dimension::isTime)) {
      throw RefusedQuery.invalid("Invalid include.time_labels: requires a time dimension.");
    }
  }

  private static void checkOrder(StatsQuery query, Order order) {
    Metric metric = order.metric();
    Dimension dimension = order.dimension();
    boolean queried =
        metric == null ? query.dimensions().contains(dimension) : query.metrics().contains(metric);
    if (!queried) {
      String name = metric == null ? "\"" + order.name() + "\"" : ":" + order.name();
      throw RefusedQuery.invalid(
          "Invalid order_by entry '{%s, %s}'. Entry is not a queried metric or dimension."
              .formatted(name, order.descending() ? ":desc" : ":asc"));
    }
  }

  private static void checkTopLevel(List<FilterLeaf> leaves) {
    for (FilterLeaf leaf : leaves) {
      Dimension dimension = leaf.filter().dimension();
      if (leaf.depth() > 0 && leaf.behavioural() == 0 && TOP_LEVEL_ONLY.contains(dimension)) {
        throw RefusedQuery.invalid(
            "Invalid filters. Dimension `"
                + dimension.name()
                + "` can only be filtered at the top level.");
      }
    }
  }

  private static void checkPropertiesOfConversions(StatsQuery query, List<FilterLeaf> leaves) {
    boolean conversions =
        query.metrics().contains(Metric.CONVERSION_RATE)
            || query.metrics().contains(Metric.GROUP_CONVERSION_RATE);
    boolean deepProperty =
        leaves.stream()
            .anyMatch(leaf -> leaf.depth() > 0 && leaf.filter().dimension().isProperty());
    if (conversions && deepProperty) {
      throw RefusedQuery.invalid(
          "Invalid filters. When `conversion_rate` or `group_conversion_rate` metrics are used,"
              + " custom property filters can only be used on top level.");
    }
  }

  private static void checkBehavioural(FilterLeaf leaf) {
    if (leaf.behavioural() > 1) {
      throw RefusedQuery.invalid(
          "Invalid filters. Behavioral filters (has_done, has_not_done) cannot be nested.");
    }
    if (leaf.behavioural() == 1 && !leaf.filter().dimension().isOfEvents()) {
      throw RefusedQuery.invalid(
          "Invalid filters. Behavioral filters (has_done, has_not_done) can only be used with"
              + " event dimension filters.");
    }
  }

  private static void checkGoalsExist(StatsQuery query, List<FilterLeaf> leaves) {
    Set<String> names =
        query.site().goals().stream().map(SiteGoal::displayName).collect(Collectors.toSet());
    for (FilterLeaf leaf : leaves) {
      Filter.Comparison filter = leaf.filter();
      if (filter.dimension().equals(Dimension.GOAL)
          && filter.operator() == Filter.Operator.IS
          && filter.modifiers() == null) {
        for (Object name : filter.clauses()) {
          if (!names.contains(name.toString())) {
            throw RefusedQuery.invalid(
                "Invalid filters. The goal `"
                    + name
                    + "` is not configured for this site. Find out how to configure goals here:"
                    + " https://plausible.io/docs/stats-api#filtering-by-goals");
          }
        }
      }
    }
  }
}
