package io.github.plausible4j.stats.legacy;

import io.github.plausible4j.internal.ProblemCollector;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.FilterOperator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Filters of version 1: {@code event:page==/blog/**;visit:country!=DE}. */
final class LegacyFilters {
  static final Set<Dimension> FILTERABLE =
      Set.of(
          Dimension.EVENT_NAME,
          Dimension.PAGE,
          Dimension.HOSTNAME,
          Dimension.GOAL,
          Dimension.SOURCE,
          Dimension.CHANNEL,
          Dimension.REFERRER,
          Dimension.UTM_MEDIUM,
          Dimension.UTM_SOURCE,
          Dimension.UTM_CAMPAIGN,
          Dimension.UTM_CONTENT,
          Dimension.UTM_TERM,
          Dimension.DEVICE,
          Dimension.BROWSER,
          Dimension.BROWSER_VERSION,
          Dimension.OS,
          Dimension.OS_VERSION,
          Dimension.COUNTRY,
          Dimension.REGION,
          Dimension.CITY,
          Dimension.ENTRY_PAGE,
          Dimension.EXIT_PAGE);

  private final ProblemCollector problems;

  private LegacyFilters(ProblemCollector problems) {
    this.problems = problems;
  }

  static String write(List<Filter> filters) {
    return filters.stream()
        .map(filter -> write((Filter.Comparison) filter))
        .collect(Collectors.joining(";"));
  }

  private static String write(Filter.Comparison filter) {
    String operator = filter.operator().equals(FilterOperator.IS) ? "==" : "!=";
    return filter.clauses().stream()
        .map(clause -> clause.toString().replace("|", "\\|"))
        .collect(Collectors.joining("|", filter.dimension() + operator, ""));
  }

  static void check(List<Filter> filters, ProblemCollector problems) {
    LegacyFilters rules = new LegacyFilters(problems);
    for (int i = 0; i < filters.size(); i++) {
      String field = "filters[" + i + "]";
      if (filters.get(i) instanceof Filter.Comparison comparison) {
        rules.check(comparison, field);
      } else {
        problems.add(
            field,
            "joins or negates filters, which version 1 does not support",
            "use Plausible.stats(), or several filters, all of which have to match");
      }
    }
  }

  private void check(Filter.Comparison filter, String field) {
    FilterOperator operator = filter.operator();
    boolean negated = operator.equals(FilterOperator.IS_NOT);
    if (!operator.equals(FilterOperator.IS) && !negated) {
      problems.add(
          field, operator, "is ignored by version 1", "use is with * and **, or Plausible.stats()");
    }
    if (filter.modifiers() != null) {
      problems.add(
          field, "has a modifier, which version 1 does not support", "use Plausible.stats()");
    }
    if (!FILTERABLE.contains(filter.dimension()) && !filter.dimension().isProperty()) {
      problems.add(
          field, filter.dimension(), "is not a property of version 1", "use Plausible.stats()");
    }
    if (negated && filter.clauses().size() > 1) {
      problems.add(
          field,
          "negates a list, which the server reads as a positive list",
          "use one isNot filter for each value");
    }
    if (negated && filter.dimension().equals(Dimension.GOAL)) {
      problems.add(
          field, "negates a goal, which the server reads as positive", "use Plausible.stats()");
    }
    if (filter.dimension().equals(Dimension.EVENT_NAME)
        && (negated || filter.clauses().toString().contains("*"))) {
      problems.add(
          field,
          "negates an event name or has a pattern in it, which finds nothing on servers up to 3.2",
          "list the names that you want, or filter by a goal");
    }
    if (filter.dimension().equals(Dimension.CITY)
        && !filter.clauses().stream().allMatch(clause -> clause.toString().matches("\\d{1,10}"))) {
      problems.add(
          field,
          filter.clauses(),
          "does not have city ids, so the server answers 500",
          "use the id of the city");
    }
    if (filter.clauses().isEmpty()) {
      problems.add(field, "compares with nothing", "use at least one value");
    }
    filter.clauses().forEach(clause -> checkClause(clause.toString(), filter, field));
  }

  private void checkClause(String clause, Filter.Comparison filter, String field) {
    if (clause.isEmpty()
        || clause.contains(";")
        || clause.contains("==")
        || clause.contains("!=")) {
      problems.add(
          field, clause, "cannot be expressed in version 1", "use Plausible.stats() for it");
    }
    if (filter.dimension().equals(Dimension.COUNTRY) && clause.length() != 2) {
      problems.add(
          field,
          clause,
          "is not a country code of two letters, and the server would ignore the filter",
          "write one such as DE");
    }
  }
}
