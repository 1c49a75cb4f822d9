package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks filters for anything that every server rejects. */
final class FilterRules {
  private static final int MOST_SEGMENTS = 10;
  private static final Set<FilterOperator> GOALS =
      Set.of(FilterOperator.IS, FilterOperator.CONTAINS);

  /** Compiling a long expression in Java can overflow the stack. */
  private static final int LONGEST_CHECKED = 1_000;

  // Syntax of RE2 that Java does not have. Expressions with it are not checked. It includes a
  // literal brace and, inside brackets, a literal bracket.
  private static final Pattern ONLY_RE2 =
      Pattern.compile("\\(\\?P|\\(\\?[a-zA-Z-]*U|\\[:|\\\\[CQzpP]|\\{(?!\\d)|\\[[^]]*\\[");
  // Syntax of Java that RE2 does not have: lookaround, possessive quantifiers, back references.
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

  /** The position of a filter in the tree. */
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
   * @param silent collects filters to which servers up to 3.2 give a wrong answer without an error
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
          "is not a property of an event",
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

  /** Servers treat cities as numbers, and answer 500 to comparisons of text. */
  private void city(Filter.Comparison comparison, String field) {
    if (!comparison.operator().isWhole()) {
      problems.add(
          field,
          comparison.operator() + " " + Dimension.CITY,
          "makes servers answer 500, because a city is a number",
          "use is or is_not, or filter visit:city_name");
      return;
    }
    Filter.Modifiers modifiers = comparison.modifiers();
    if (modifiers != null && Boolean.FALSE.equals(modifiers.caseSensitive())) {
      problems.add(
          field,
          Dimension.CITY,
          "makes servers answer 500 if case is ignored",
          "leave the modifier out");
    }
    each(
        comparison,
        field,
        clause -> clause instanceof String text && !CITY_ID.matcher(text).matches(),
        "is not a GeoNames id, and makes servers answer 500",
        "give the number, or filter visit:city_name");
  }

  /** Rejects pairs of operator and dimension that the API's schema does not allow. */
  static void comparable(
      FilterOperator operator, Dimension dimension, String field, ProblemCollector problems) {
    if (dimension.isTime()) {
      problems.add(field, dimension, "cannot be filtered", "set the date range");
    } else if (!operator.isKnown()) {
      return; // Left to the server, which may be newer.
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
      problems.add(field, "compares " + dimension + " with nothing", "use at least one value");
    }
    if (segment) {
      segments += clauses.size();
      each(
          comparison,
          field,
          String.class::isInstance,
          "is not the id of a segment",
          "give its number");
    } else if (!dimension.equals(Dimension.CITY)) {
      each(
          comparison,
          field,
          clause -> !(clause instanceof String),
          "is a number, but " + dimension + " has text",
          "quote it");
    }
    if (comparison.operator().isWhole() && dimension.equals(Dimension.COUNTRY)) {
      each(
          comparison,
          field,
          clause -> clause instanceof String text && text.length() != 2,
          "is not a country code of two letters",
          "write one such as DE, or filter visit:country_name");
    }
    if (comparison.operator().isWhole() && PATHS.contains(dimension)) {
      each(
          comparison,
          field,
          clause -> clause instanceof String text && ADDRESS.matcher(text).lookingAt(),
          "is an address, but " + dimension + " is a path",
          "write only the path, such as /about");
    }
    if (comparison.operator().isPattern()) {
      each(
          comparison,
          field,
          clause -> clause instanceof String text && isBroken(text),
          "is not a valid RE2 regular expression",
          "servers answer 500 to it; close all brackets, and use no lookaround and no back"
              + " references");
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
