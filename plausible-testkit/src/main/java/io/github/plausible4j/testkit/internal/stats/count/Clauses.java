package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Compares texts with the clauses of a filter. */
final class Clauses {
  /**
   * Constructs of Java's regular expressions that the database of the real server does not have.
   */
  private static final Pattern NOT_IN_RE2 = Pattern.compile("\\(\\?(?:[=!>]|<[=!])|\\\\[1-9]");

  private Clauses() {}

  /**
   * Whether any clause matches, regardless of whether the operator is negative.
   *
   * @param stored maps a clause to the stored value; used only for operators that compare whole
   *     values
   */
  static Predicate<String> anyMatches(Filter.Comparison filter, UnaryOperator<String> stored) {
    List<String> clauses = filter.clauses().stream().map(Object::toString).toList();
    return switch (filter.operator()) {
      case IS, IS_NOT -> isOneOf(clauses.stream().map(stored).toList(), filter.isCaseSensitive());
      case CONTAINS, CONTAINS_NOT -> contains(clauses, filter.isCaseSensitive());
      case MATCHES, MATCHES_NOT -> finds(clauses);
      case MATCHES_WILDCARD, MATCHES_WILDCARD_NOT ->
          any(clauses.stream().map(SiteGoal::wildcard).toList());
    };
  }

  private static Predicate<String> isOneOf(List<String> clauses, boolean caseSensitive) {
    if (caseSensitive) {
      return Set.copyOf(clauses)::contains;
    }
    Set<String> lower = clauses.stream().map(Clauses::lower).collect(Collectors.toSet());
    return value -> lower.contains(lower(value));
  }

  private static Predicate<String> contains(List<String> clauses, boolean caseSensitive) {
    if (caseSensitive) {
      return value -> clauses.stream().anyMatch(value::contains);
    }
    List<String> lower = clauses.stream().map(Clauses::lower).toList();
    return value -> lower.stream().anyMatch(lower(value)::contains);
  }

  private static Predicate<String> finds(List<String> clauses) {
    return any(clauses.stream().map(Clauses::expression).map(Pattern::asPredicate).toList());
  }

  private static Pattern expression(String clause) {
    if (NOT_IN_RE2.matcher(clause).find()) {
      throw RefusedQuery.serverError();
    }
    try {
      return Pattern.compile(clause, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw RefusedQuery.serverError();
    }
  }

  private static Predicate<String> any(List<Predicate<String>> predicates) {
    return value -> predicates.stream().anyMatch(predicate -> predicate.test(value));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
