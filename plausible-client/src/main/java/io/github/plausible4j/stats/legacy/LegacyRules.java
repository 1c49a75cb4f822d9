package io.github.plausible4j.stats.legacy;

import io.github.plausible4j.internal.ProblemCollector;
import io.github.plausible4j.internal.SiteRule;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.Metric;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks queries for anything that version 1 rejects or misreads. */
final class LegacyRules {
  private static final Set<Metric> METRICS =
      Set.of(
          Metric.VISITORS,
          Metric.VISITS,
          Metric.PAGEVIEWS,
          Metric.VIEWS_PER_VISIT,
          Metric.BOUNCE_RATE,
          Metric.VISIT_DURATION,
          Metric.EVENTS,
          Metric.CONVERSION_RATE,
          Metric.TIME_ON_PAGE);
  private static final Set<Metric> OF_SESSIONS =
      Set.of(Metric.BOUNCE_RATE, Metric.VISIT_DURATION, Metric.VIEWS_PER_VISIT);

  private LegacyRules() {}

  static void check(LegacyQuery.Builder query) {
    ProblemCollector problems = new ProblemCollector();
    SiteRule.check(query.siteId, problems);
    metrics(query, problems);
    LegacyFilters.check(query.filters, problems);
    if (query.limit.isPresent()
        && (query.limit.getAsInt() < 1 || query.limit.getAsInt() > LegacyQuery.MAX_LIMIT)) {
      problems.add(
          "limit",
          query.limit.getAsInt(),
          "is outside 1 to " + LegacyQuery.MAX_LIMIT,
          "read the rows page by page");
    }
    if (query.page.isPresent() && query.page.getAsInt() < 1) {
      problems.add("page", query.page.getAsInt(), "is below 1", "pages start at 1");
    }
    problems.throwIfAny("LegacyQuery");
  }

  private static void metrics(LegacyQuery.Builder query, ProblemCollector problems) {
    if (query.metrics.isEmpty()) {
      problems.add("metrics", "are missing", "name at least one, such as VISITORS");
    }
    Set<Metric> seen = new HashSet<>();
    for (Metric metric : query.metrics) {
      if (!seen.add(metric)) {
        problems.add("metrics", metric, "occurs twice", "name it once");
      }
      if (!METRICS.contains(metric)) {
        problems.add("metrics", metric, "is not a metric of version 1", "use Plausible.stats()");
      }
      if (OF_SESSIONS.contains(metric) && filtersEvents(query.filters)) {
        problems.add(
            "metrics",
            metric,
            "is a metric of visits and cannot be combined with a filter by event name, goal or"
                + " custom property",
            "leave one of them out");
      }
    }
  }

  private static boolean filtersEvents(List<Filter> filters) {
    return filters.stream()
        .anyMatch(
            filter ->
                filter instanceof Filter.Comparison comparison
                    && isOfSingleEvents(comparison.dimension()));
  }

  private static boolean isOfSingleEvents(Dimension dimension) {
    return dimension.isEvent()
        && !dimension.equals(Dimension.PAGE)
        && !dimension.equals(Dimension.HOSTNAME);
  }

  /**
   * Checks a query for a call.
   *
   * @param call the name of the call; only breakdown has pages, only timeseries has an interval
   */
  static void checkFor(String call, LegacyQuery query, Optional<Dimension> property) {
    ProblemCollector problems = new ProblemCollector();
    boolean breakdown = call.equals("breakdown");
    if (!breakdown && (query.limit().isPresent() || query.page().isPresent())) {
      problems.add("limit or page", "is set, but " + call + " does not support it", "leave it out");
    }
    if (query.interval().isPresent() && !call.equals("timeseries")) {
      problems.add("interval", "is set, but " + call + " does not support it", "leave it out");
    }
    if (query.comparesWithPreviousPeriod() && !call.equals("aggregate")) {
      problems.add("compare", "is set, but " + call + " does not support it", "leave it out");
    }
    property.ifPresent(each -> property(query, each, problems));
    boolean goal = property.equals(Optional.of(Dimension.GOAL)) || filtersBy(Dimension.GOAL, query);
    if (!goal && query.metrics().contains(Metric.CONVERSION_RATE)) {
      problems.add("metrics", Metric.CONVERSION_RATE, "needs a goal", "filter or group by GOAL");
    }
    problems.throwIfAny("LegacyQuery for " + call);
  }

  private static boolean filtersBy(Dimension dimension, LegacyQuery query) {
    return query.filters().stream()
        .anyMatch(
            filter ->
                filter instanceof Filter.Comparison comparison
                    && comparison.dimension().equals(dimension));
  }

  private static void property(LegacyQuery query, Dimension property, ProblemCollector problems) {
    boolean known =
        property.isProperty()
            || (LegacyFilters.FILTERABLE.contains(property)
                && !property.equals(Dimension.HOSTNAME));
    if (!known) {
      problems.add("property", property, "cannot be grouped by in version 1", "use event:page …");
    }
    for (Metric metric : query.metrics()) {
      if (OF_SESSIONS.contains(metric) && isOfSingleEvents(property)) {
        problems.add(
            "metrics",
            metric,
            "is a metric of visits and cannot be grouped by " + property,
            "leave it out");
      }
    }
  }
}
