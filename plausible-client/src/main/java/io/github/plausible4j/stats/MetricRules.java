package io.github.plausible4j.stats;

import static io.github.plausible4j.stats.Metric.AVERAGE_REVENUE;
import static io.github.plausible4j.stats.Metric.BOUNCE_RATE;
import static io.github.plausible4j.stats.Metric.CONVERSION_RATE;
import static io.github.plausible4j.stats.Metric.EVENTS;
import static io.github.plausible4j.stats.Metric.GROUP_CONVERSION_RATE;
import static io.github.plausible4j.stats.Metric.PAGEVIEWS;
import static io.github.plausible4j.stats.Metric.PERCENTAGE;
import static io.github.plausible4j.stats.Metric.SCROLL_DEPTH;
import static io.github.plausible4j.stats.Metric.TIME_ON_PAGE;
import static io.github.plausible4j.stats.Metric.TOTAL_REVENUE;
import static io.github.plausible4j.stats.Metric.VIEWS_PER_VISIT;
import static io.github.plausible4j.stats.Metric.VISIT_DURATION;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.List;
import java.util.Set;

/** Checks metrics against dimensions and filters. */
final class MetricRules {
  private static final Set<Metric> OF_SESSIONS =
      Set.of(BOUNCE_RATE, VISIT_DURATION, VIEWS_PER_VISIT);
  private static final Set<Metric> OF_EVENTS =
      Set.of(PAGEVIEWS, EVENTS, SCROLL_DEPTH, TIME_ON_PAGE, TOTAL_REVENUE, AVERAGE_REVENUE);
  private static final Set<Metric> OF_GOALS = Set.of(CONVERSION_RATE, GROUP_CONVERSION_RATE);
  static final Set<Dimension> OF_SESSION_ENDS =
      Set.of(
          Dimension.ENTRY_PAGE,
          Dimension.EXIT_PAGE,
          Dimension.ENTRY_PAGE_HOSTNAME,
          Dimension.EXIT_PAGE_HOSTNAME);

  private final List<Dimension> dimensions;
  private final FilterUses filters;
  private final ProblemCollector problems;
  private final ProblemCollector silent;

  private MetricRules(QueryBody body, ProblemCollector problems, ProblemCollector silent) {
    this.dimensions = QueryRules.dimensions(body);
    this.filters = FilterUses.of(QueryRules.filters(body));
    this.problems = problems;
    this.silent = silent;
  }

  /**
   * Checks metrics.
   *
   * @param silent collects metrics for which servers up to 3.2 give a wrong answer without an error
   */
  static void check(QueryBody body, ProblemCollector problems, ProblemCollector silent) {
    MetricRules rules = new MetricRules(body, problems, silent);
    for (Metric metric : body.metrics()) {
      rules.dimensions(metric);
      rules.needs(metric);
      if (metric.equals(VIEWS_PER_VISIT)) {
        rules.viewsPerVisit();
      }
    }
    rules.pairs(body.metrics());
    rules.tables(body.metrics());
  }

  /** Rejects pairs of metrics that no release can measure together. */
  private void pairs(List<Metric> metrics) {
    if (metrics.contains(PERCENTAGE) && metrics.contains(CONVERSION_RATE)) {
      problems.add(
          "metrics",
          PERCENTAGE,
          "together with conversion_rate makes servers answer 500",
          "use two queries");
    }
    if (metrics.contains(SCROLL_DEPTH) && metrics.contains(GROUP_CONVERSION_RATE)) {
      problems.add(
          "metrics",
          SCROLL_DEPTH,
          "together with group_conversion_rate makes servers answer 500",
          "use two queries");
    }
  }

  /** Checks rules that depend on whether the server reads its table of events or of visits. */
  private void tables(List<Metric> metrics) {
    boolean ofEvents = metrics.stream().anyMatch(OF_EVENTS::contains);
    boolean ofVisits = metrics.stream().anyMatch(OF_SESSIONS::contains);
    boolean onEvents = ofEvents || dimensions.stream().anyMatch(Dimension::isEvent);
    boolean onVisits =
        ofVisits
            || (!onEvents && (filters.hasSessionEnd() || hasSessionEnd() || !filters.hasEvent()));
    if (metrics.contains(PERCENTAGE)
        && dimensions.contains(Dimension.TIME_HOUR)
        && !onEvents
        && onVisits
        && !filters.outsideBehavior(Dimension.GOAL)) {
      problems.add(
          "metrics",
          PERCENTAGE,
          "by hour makes servers answer 500",
          "group by days, or divide by the visitors of the whole range");
    }
    for (Dimension dimension : filters.negated()) {
      boolean page = dimension.equals(Dimension.PAGE) && dimensions.contains(Dimension.PAGE);
      if (onVisits && dimension.isEvent() && !page) {
        silent.add(
            "filters",
            "not over " + dimension,
            "makes visit metrics 0 on servers up to 3.2, without an error",
            "use a negated operator or has_not_done, or subtract two queries");
      }
      if (onEvents && OF_SESSION_ENDS.contains(dimension)) {
        silent.add(
            "filters",
            "not over " + dimension,
            "makes event metrics 0 on servers up to 3.2, without an error",
            "use a negated operator, or subtract two queries");
      }
    }
  }

  private boolean hasSessionEnd() {
    return dimensions.stream().anyMatch(OF_SESSION_ENDS::contains);
  }

  private void dimensions(Metric metric) {
    for (Dimension dimension : dimensions) {
      if (OF_SESSIONS.contains(metric)
          && dimension.isEvent()
          && !dimension.equals(Dimension.PAGE)
          && !isHostnameOfPages(dimension)) {
        problems.add(
            "metrics",
            metric,
            "is a metric of visits and cannot be grouped by " + dimension,
            "move one of them to another query");
      }
      if (OF_EVENTS.contains(metric) && OF_SESSION_ENDS.contains(dimension)) {
        problems.add(
            "metrics",
            metric,
            "is a metric of events and cannot be grouped by " + dimension,
            "use visits, or group by event:page");
      }
    }
  }

  /** The hosted service accepts host names together with pages; other servers reject them. */
  private boolean isHostnameOfPages(Dimension dimension) {
    return dimension.equals(Dimension.HOSTNAME) && dimensions.contains(Dimension.PAGE);
  }

  private void needs(Metric metric) {
    // A segment may contain any filter, so it may have what is missing here.
    if (filters.hasSegment()) {
      return;
    }
    if (OF_GOALS.contains(metric)) {
      if (!dimensions.contains(Dimension.GOAL) && !filters.anywhere(Dimension.GOAL)) {
        problems.add("metrics", metric, "needs a goal", "filter by GOAL or group by it");
      }
      if (filters.hasNestedProperty()) {
        problems.add(
            "metrics",
            metric,
            "goes with custom properties in filters at the top level only",
            "take them out of and, or, not");
      }
    }
    if (dimensions.contains(Dimension.PAGE)) {
      return;
    }
    if (metric.equals(TIME_ON_PAGE) && !filters.anywhere(Dimension.PAGE)) {
      problems.add("metrics", metric, "needs a page", "filter by PAGE or group by it");
    }
    if (metric.equals(SCROLL_DEPTH) && !filters.atTop(Dimension.PAGE)) {
      problems.add(
          "metrics", metric, "needs a page", "filter by PAGE at the top level or group by it");
    }
  }

  private void viewsPerVisit() {
    if (dimensions.stream().anyMatch(dimension -> !dimension.isTime())) {
      problems.add("metrics", VIEWS_PER_VISIT, "cannot be grouped", "use a separate query for it");
    }
    if (filters.outsideBehavior(Dimension.PAGE)) {
      problems.add(
          "metrics",
          VIEWS_PER_VISIT,
          "does not go with a filter by event:page",
          "filter by visit:entry_page or leave it out");
    }
  }
}
