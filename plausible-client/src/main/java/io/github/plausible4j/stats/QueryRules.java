package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;
import io.github.plausible4j.internal.SiteRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks queries for anything that every server rejects, regardless of its release and the site.
 * The rules are those that all releases from Plausible 2.1 to 2026-02 have in common. All other
 * checks are left to the server.
 */
final class QueryRules {
  private final QueryBody body;
  private final ProblemCollector problems = new ProblemCollector();

  private QueryRules(QueryBody body) {
    this.body = body;
  }

  /** The parts to which servers up to 3.2 give a wrong answer without an error, one line each. */
  static List<String> silentlyWrong(QueryBody body) {
    ProblemCollector silent = new ProblemCollector();
    FilterRules.check(filters(body), new ProblemCollector(), silent);
    MetricRules.check(body, new ProblemCollector(), silent);
    return silent.lines();
  }

  /**
   * Checks a query, and throws an exception with all problems.
   *
   * @param refusesSilentlyWrong whether to reject also parts to which servers up to 3.2 give a
   *     wrong answer
   */
  static void check(QueryBody body, boolean rangeMissing, boolean refusesSilentlyWrong) {
    QueryRules rules = new QueryRules(body);
    ProblemCollector silent = refusesSilentlyWrong ? rules.problems : new ProblemCollector();
    SiteRule.check(body.siteId(), rules.problems);
    rules.lists();
    rules.dateRange(rangeMissing);
    FilterRules.check(filters(body), rules.problems, silent);
    rules.order();
    rules.page();
    MetricRules.check(body, rules.problems, silent);
    rules.problems.throwIfAny("StatsQuery");
  }

  static List<Filter> filters(QueryBody body) {
    List<Filter> filters = body.filters();
    return filters == null ? List.of() : filters;
  }

  static List<Dimension> dimensions(QueryBody body) {
    List<Dimension> dimensions = body.dimensions();
    return dimensions == null ? List.of() : dimensions;
  }

  private void lists() {
    if (body.metrics().isEmpty()) {
      problems.add("metrics", "are missing", "name at least one, such as VISITORS");
    }
    distinct("metrics", body.metrics());
    List<Dimension> dimensions = dimensions(body);
    distinct("dimensions", dimensions);
    if (dimensions.contains(Dimension.SEGMENT)) {
      problems.add("dimensions", "segment", "is not a dimension", "use Filter.segment");
    }
    if (dimensions.contains(Dimension.SCREEN)) {
      problems.add(
          "dimensions",
          Dimension.SCREEN,
          "makes every release answer 500",
          "group by visit:device, which is the same");
    }
    long times = dimensions.stream().filter(Dimension::isTime).count();
    if (times > 1) {
      problems.add(
          "dimensions",
          "name " + times + " time dimensions, at which every release answers 500",
          "use only the finest one and add up its rows");
    }
    boolean labels =
        body.include() != null
            && body.include().containsKey(Include.TIME_LABELS)
            && body.include().getOrDefault(Include.TIME_LABELS, false);
    if (labels && dimensions.stream().noneMatch(Dimension::isTime)) {
      problems.add(
          "include", "time_labels", "needs a time dimension", "add TIME or one of its steps");
    }
  }

  private void distinct(String field, List<?> names) {
    Set<Object> seen = new HashSet<>();
    for (Object name : names) {
      if (!seen.add(name)) {
        problems.add(field, name, "occurs twice", "name it once");
      }
    }
  }

  private void dateRange(boolean missing) {
    if (missing) {
      problems.add("date_range", "is missing", "set one such as DateRange.lastDays(7)");
      return;
    }
    String problem = DateRangeRules.problem(body.dateRange());
    if (!problem.isEmpty()) {
      problems.add(
          "date_range", body.dateRange(), problem, "correct it; servers reject or ignore it");
    }
  }

  private void order() {
    List<OrderBy> orderBy = body.orderBy();
    for (OrderBy key : orderBy == null ? List.<OrderBy>of() : orderBy) {
      boolean queried =
          body.metrics().stream().anyMatch(metric -> metric.name().equals(key.name()))
              || dimensions(body).stream().anyMatch(each -> each.name().equals(key.name()));
      if (key.name().equals(Dimension.GOAL.name())) {
        problems.add("order_by", key.name(), "cannot be ordered by", "order by a metric");
      } else if (!queried) {
        problems.add("order_by", key.name(), "is not queried", "add it to metrics or dimensions");
      }
    }
  }

  private void page() {
    QueryBody.Pagination page = body.pagination();
    if (page == null) {
      return;
    }
    Integer limit = page.limit();
    if (limit != null && (limit < 1 || limit > StatsQuery.MAX_LIMIT)) {
      problems.add(
          "limit",
          limit,
          "is outside 1 to " + StatsQuery.MAX_LIMIT,
          "use StatsClient.stream for more rows");
    }
    Long offset = page.offset();
    if (offset != null && offset < 0) {
      problems.add("offset", offset, "is negative", "start at 0");
    }
  }
}
