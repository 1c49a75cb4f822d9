package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Selects goals by filters. For internal use only. */
public final class Goals {
  private Goals() {}

  /** The goals whose names match a clause. */
  static List<SiteGoal> chosen(List<SiteGoal> goals, Filter.Comparison filter) {
    Predicate<String> name = Clauses.anyMatches(filter, UnaryOperator.identity());
    return goals.stream().filter(goal -> name.test(goal.displayName())).toList();
  }

  /** The goals that match all goal filters on the top level. */
  public static List<SiteGoal> left(StatsQuery query) {
    List<SiteGoal> goals = query.site().goals();
    for (Filter filter : query.filters()) {
      if (isGoalFilter(filter)) {
        goals = chosen(goals, (Filter.Comparison) filter);
      }
    }
    return goals;
  }

  static boolean isGoalFilter(Filter filter) {
    return filter instanceof Filter.Comparison comparison
        && comparison.dimension().equals(Dimension.GOAL);
  }

  /** Whether an event is a conversion of any of these goals. */
  static Predicate<StoredEvent> conversions(List<SiteGoal> goals) {
    List<Predicate<StoredEvent>> conversions = goals.stream().map(SiteGoal::conversions).toList();
    return event -> conversions.stream().anyMatch(conversion -> conversion.test(event));
  }

  /** Scroll goals are reached by engagement events, whose number has no meaning. */
  static boolean hidesEvents(StatsQuery query) {
    return query.filters().stream()
            .anyMatch(
                filter -> isGoalFilter(filter) && ((Filter.Comparison) filter).modifiers() == null)
        && left(query).stream().anyMatch(SiteGoal::isScroll);
  }
}
