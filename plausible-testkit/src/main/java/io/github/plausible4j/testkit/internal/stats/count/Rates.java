package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shares of visitors: of all that match the filters, of all regardless of goal filters, and of
 * those in the same group.
 */
final class Rates {
  private final long visitors;
  private final long visitorsWithoutGoal;
  private final Map<Object, Long> visitorsOfGroups;

  private Rates(long visitors, long visitorsWithoutGoal, Map<Object, Long> visitorsOfGroups) {
    this.visitors = visitors;
    this.visitorsWithoutGoal = visitorsWithoutGoal;
    this.visitorsOfGroups = visitorsOfGroups;
  }

  static Rates of(SiteEvents data, StatsQuery query) {
    StatsQuery withoutGoal =
        query.filteredBy(query.filters().stream().filter(Rates::isNoConversion).toList());
    return new Rates(
        query.metrics().contains(Metric.PERCENTAGE) ? visitors(data, query) : 0,
        query.metrics().contains(Metric.CONVERSION_RATE) ? visitors(data, withoutGoal) : 0,
        query.metrics().contains(Metric.GROUP_CONVERSION_RATE)
            ? visitorsOfGroups(data, withoutGoal)
            : Map.of());
  }

  private static boolean isNoConversion(Filter filter) {
    return !(filter instanceof Filter.Comparison comparison)
        || !(comparison.dimension().equals(Dimension.GOAL) || comparison.dimension().isProperty());
  }

  private static long visitors(SiteEvents data, StatsQuery query) {
    StatsQuery all = query.groupedBy(List.of());
    DistinctIds visitors = new DistinctIds();
    var condition = new Conditions(data, all).events();
    data.events().stream().filter(condition).forEach(event -> visitors.add(event.visitor()));
    return visitors.size() + importedVisitors(data, all);
  }

  private static long importedVisitors(SiteEvents data, StatsQuery all) {
    if (!all.include().imports()) {
      return 0;
    }
    ImportedGroups imported = ImportedGroups.of(data, all, List.of(Metric.VISITORS));
    return imported.keys().stream().mapToLong(key -> imported.sums(key).visitors).sum();
  }

  /** Without the goal filter there are no groups by goal, so the rate is zero for goals. */
  private static Map<Object, Long> visitorsOfGroups(SiteEvents data, StatsQuery query) {
    if (query.dimensions().contains(Dimension.GOAL)) {
      return Map.of();
    }
    Map<Object, Long> visitors = new HashMap<>();
    for (Row row : new Counter(data).rows(query.measuring(List.of(Metric.VISITORS)))) {
      Number number = row.metrics().get(0);
      visitors.put(row.values(), number == null ? 0 : number.longValue());
    }
    return visitors;
  }

  @Nullable Number of(Metric metric, List<Object> group, long number) {
    return switch (metric) {
      case PERCENTAGE -> visitors == 0 ? null : share(number, visitors);
      case CONVERSION_RATE -> share(number, visitorsWithoutGoal);
      default -> share(number, visitorsOfGroups.getOrDefault(group, 0L));
    };
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : Rounding.toHundredths((double) part / whole * 100);
  }
}
