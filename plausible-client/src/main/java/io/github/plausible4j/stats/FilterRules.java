package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What every server refuses in filters. */
final class FilterRules {
  private static final int MOST_SEGMENTS = 10;
  private static final Set<FilterOperator> GOALS =
      Set.of(FilterOperator.IS, FilterOperator.CONTAINS);

  /** Java's expressions need a stack as deep as what they read is long. */
  private static final int LONGEST_CHECKED = 1_000;

  // Written in RE2 and not in Java: nothing can be said about an expression that has one. Among
  // them a brace and, in brackets, another bracket that stand for themselves.
  private static final Pattern ONLY_RE2 =
      Pattern.compile("\\(\\?P|\\(\\?[a-zA-Z-]*U|\\[:|\\\\[CQzpP]|\\{(?!\\d)|\\[[^]]*\\[");
  // Written in Java and not in RE2: looking around, possessive repetition, references to groups.
  private static final Pattern ONLY_JAVA =
      Pattern.compile("\\(\\?(?:<?[=!]|>)|[*+?]\\+|\\\\[1-9](?![0-7])");
  private static final Pattern ESCAPED_OR_IN_BRACKETS =
      Pattern.compile("\\\\[^1-9]|\\[(?:\\\\.|[^]\\\\])*]");

  private static final Set<Dimension> PATHS =
      Set.of(Dimension.PAGE, Dimension.ENTRY_PAGE, Dimension.EXIT_PAGE);
  private static final Pattern ADDRESS = Pattern.compile("https?://");
  private static final Pattern CITY_ID = Pattern.compile("\\d{1,10}");

  private final ProblemCollector problems;
  private final ProblemCollector silent;
  private int segments;

  private FilterRules(ProblemCollector problems, ProblemCollector silent) {
    this.problems = problems;
    this.silent = silent;
  }

  /** Where a filter is in the tree. */
  private record Place(String field, boolean top, boolean inBehavior) {
    Place below(String step) {
      return new Place(field + step, false, inBehavior);
    }

    Place inside() {
      return new Place(field + ".event", false, true);
    }
  }

  /**
   * Checks filters.
   *
   * @param silent takes what servers up to 3.2 answer wrongly, without an error
   */
  static void check(List<Filter> filters, ProblemCollector problems, ProblemCollector silent) {
    FilterRules rules = new FilterRules(problems, silent);
    for (int i = 0; i < filters.size(); i++) {
      rules.check(filters.get(i), new Place("filters[" + i + "]", true, false));
    }
    if (rules.segments > MOST_SEGMENTS) {
      problems.add(
          "filters",
          "name " + rules.segments + " segments, more than " + MOST_SEGMENTS,
          "ask in several queries");
    }
  }

  private void check(Filter filter, Place place) {
    if (filter instanceof Filter.Comparison comparison) {
      comparison(comparison, place);
    } else if (filter instanceof Filter.AllOf all) {
      group(all.filters(), "and", place);
    } else if (filter instanceof Filter.AnyOf any) {
      group(any.filters(), "or", place);
    } else if (filter instanceof Filter.Not not) {
      check(not.filter(), place.below(".not"));
    } else if (filter instanceof Filter.Behavior behavior) {
      if (place.inBehavior()) {
        problems.add(
            place.field(), "is a behavior within a behavior", "put them side by side with and");
      }
      check(behavior.event(), place.inside());
    }
  }

  private void group(List<Filter> filters, String operator, Place place) {
    if (filters.isEmpty()) {
      problems.add(place.field(), "joins no filters by " + operator, "name at least one");
    }
    for (int i = 0; i < filters.size(); i++) {
      check(filters.get(i), place.below("." + operator + "[" + i + "]"));
    }
  }

  private void comparison(Filter.Comparison comparison, Place place) {
    Dimension dimension = comparison.dimension();
    comparable(comparison.operator(), dimension, place.field(), problems);
    if (!place.top()
        && !place.inBehavior()
        && (dimension.equals(Dimension.GOAL) || dimension.equals(Dimension.HOSTNAME))) {
      problems.add(
          place.field(),
          dimension,
          "can be filtered at the top level only",
          "take it out of and, or, not");
    }
    if (place.inBehavior() && dimension.name().startsWith("visit:")) {
      problems.add(
          place.field(),
          dimension,
          "is no property of an event",
          "a behavior takes event dimensions only; put this filter beside it");
    }
    if (comparison.operator().isPattern() && comparison.modifiers() != null) {
      problems.add(place.field(), "has a modifier", "expressions ignore case by (?i)");
    }
    if (dimension.equals(Dimension.EVENT_NAME)
        && comparison.operator().isKnown()
        && !comparison.operator().equals(FilterOperator.IS)) {
      silent.add(
          place.field(),
          comparison.operator() + " " + dimension,
          "finds nothing on servers up to 3.2, and no error tells",
          "list all names that you want with is, or filter by a goal");
    }
    if (dimension.equals(Dimension.CITY) && comparison.operator().isKnown()) {
      city(comparison, place.field());
    }
    clauses(comparison, place.field());
  }

  /** Cities are numbers to a server, which answers 500 where they are taken for text. */
  private void city(Filter.Comparison comparison, String field) {
    if (!comparison.operator().isWhole()) {
      problems.add(
          field,
          comparison.operator() + " " + Dimension.CITY,
          "is answered with 500: a city is a number",
          "use is or is_not, or filter visit:city_name");
      return;
    }
    Filter.Modifiers modifiers = comparison.modifiers();
    if (modifiers != null && Boolean.FALSE.equals(modifiers.caseSensitive())) {
      problems.add(
          field,
          Dimension.CITY,
          "is answered with 500 if case is to be ignored",
          "leave the modifier out");
    }
    each(
        comparison,
        field,
        clause -> clause instanceof String text && !CITY_ID.matcher(text).matches(),
        "is no GeoNames id, at which a server answers 500",
        "give the number, or filter visit:city_name");
  }

  /** Refuses pairs of operator and dimension that the API's schema has not. */
  static void comparable(
      FilterOperator operator, Dimension dimension, String field, ProblemCollector problems) {
    if (dimension.isTime()) {
      problems.add(field, dimension, "cannot be filtered", "set the date range");
    } else if (!operator.isKnown()) {
      return; // A newer server knows what it goes with.
    } else if (dimension.equals(Dimension.SEGMENT) && !operator.equals(FilterOperator.IS)) {
      problems.add(field, dimension, "goes with is only, not " + operator, "put is inside not(…)");
    } else if (dimension.equals(Dimension.GOAL) && !GOALS.contains(operator)) {
      problems.add(
          field,
          dimension,
          "goes with is and contains only, not " + operator,
          "use hasNotDone for visitors without the goal");
    }
  }

  private void clauses(Filter.Comparison comparison, String field) {
    List<Object> clauses = comparison.clauses();
    Dimension dimension = comparison.dimension();
    boolean segment = dimension.equals(Dimension.SEGMENT);
    if (clauses.isEmpty()) {
      problems.add(field, "compares " + dimension + " with nothing", "give at least one value");
    }
    if (segment) {
      segments += clauses.size();
      each(comparison, field, String.class::isInstance, "is no segment id", "give its number");
    } else if (!dimension.equals(Dimension.CITY)) {
      each(
          comparison,
          field,
          clause -> !(clause instanceof String),
          "is a number, and " + dimension + " has none",
          "quote it");
    }
    if (comparison.operator().isWhole() && dimension.equals(Dimension.COUNTRY)) {
      each(
          comparison,
          field,
          clause -> clause instanceof String text && text.length() != 2,
          "is no country code of two letters",
          "write one such as DE, or filter visit:country_name");
    }
    if (comparison.operator().isWhole() && PATHS.contains(dimension)) {
      each(
          comparison,
          field,
          clause -> clause instanceof String text && ADDRESS.matcher(text).lookingAt(),
          "is an address, and " + dimension + " is a path",
          "write the path alone, such as /about");
    }
    if (comparison.operator().isPattern()) {
      each(
          comparison,
          field,
          clause -> clause instanceof String text && isBroken(text),
          "is no regular expression of RE2",
          "a server would answer 500; close its brackets, look around nowhere, and use no \\1");
    }
  }

  private void each(
      Filter.Comparison comparison,
      String field,
      Predicate<Object> wrong,
      String rule,
      String remedy) {
    for (Object clause : comparison.clauses()) {
      if (wrong.test(clause)) {
        problems.add(field, clause, rule, remedy);
      }
    }
  }

  private static boolean isBroken(String expression) {
    if (expression.length() > LONGEST_CHECKED || ONLY_RE2.matcher(expression).find()) {
      return false;
    }
    try {
      Pattern unused = Pattern.compile(expression);
      String operators = ESCAPED_OR_IN_BRACKETS.matcher(expression).replaceAll("_");
      return ONLY_JAVA.matcher(operators).find();
    } catch (PatternSyntaxException e) {
      return true;
    }
  }
}
