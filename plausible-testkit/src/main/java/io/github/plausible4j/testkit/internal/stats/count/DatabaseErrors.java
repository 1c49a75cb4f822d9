package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.FilterLeaf;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.Scope;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognizes queries that pass every check of a real server and then fail in its database, with
 * 500. All of them were observed on 3.2.0.
 */
final class DatabaseErrors {
  private static final Dimension SCREEN = new Dimension("visit:screen");
  private static final Set<Dimension> WITHOUT_COLUMN =
      Set.of(SCREEN, Dimension.ENTRY_HOSTNAME, Dimension.EXIT_HOSTNAME);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

  private DatabaseErrors() {}

  static void throwIfAny(StatsQuery query, MetricScopes scopes) {
    if (hasImpossibleDimensions(query)
        || hasImpossibleMetrics(query.metrics(), scopes)
        || FilterLeaf.of(query.filters()).stream().anyMatch(leaf -> isImpossible(leaf.filter()))) {
      throw RefusedQuery.serverError();
    }
  }

  private static boolean hasImpossibleDimensions(StatsQuery query) {
    List<Dimension> dimensions = query.dimensions();
    boolean ofEvents = dimensions.stream().anyMatch(Dimension::isOfEvents);
    boolean ofVisitsOnly =
        dimensions.stream().anyMatch(dimension -> dimension.scope() == Scope.VISIT);
    return dimensions.stream().anyMatch(WITHOUT_COLUMN::contains)
        || dimensions.stream().filter(Dimension::isTime).count() > 1
        || (ofEvents && ofVisitsOnly && !query.site().edition().afterRelease32());
  }

  private static boolean hasImpossibleMetrics(List<Metric> metrics, MetricScopes scopes) {
    return (metrics.contains(Metric.PERCENTAGE) && metrics.contains(Metric.CONVERSION_RATE))
        || (metrics.contains(Metric.SCROLL_DEPTH) && metrics.contains(Metric.GROUP_CONVERSION_RATE))
        || (metrics.contains(Metric.PERCENTAGE) && !scopes.hours().isEmpty());
  }

  private static boolean isImpossible(Filter.Comparison filter) {
    Dimension dimension = filter.dimension();
    if (filter.clauses().isEmpty()) {
      return !filter.operator().comparesWholeValues() && !dimension.equals(Dimension.GOAL);
    }
    // Cities are numbers, so a search in them and case have no meaning.
    return dimension.equals(Dimension.CITY)
        && (!filter.operator().comparesWholeValues()
            || !filter.isCaseSensitive()
            || filter.clauses().stream()
                .anyMatch(clause -> !NUMBER.matcher(clause.toString()).matches()));
  }
}
