package io.github.plausible4j.stats;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The operator of a comparison. It matches if any clause fits; a negated operator matches if no
 * clause fits. The constants are the operators of Plausible's API. Use {@link #of} for an operator
 * that is newer than this library. Two operators are equal if their names are equal. Immutable and
 * thread-safe.
 */
public final class FilterOperator {
  /** The value is one of the clauses. */
  public static final FilterOperator IS = new FilterOperator("is");

  /** The value is none of the clauses. */
  public static final FilterOperator IS_NOT = new FilterOperator("is_not");

  /** The value contains one of the clauses. */
  public static final FilterOperator CONTAINS = new FilterOperator("contains");

  /** The value contains none of the clauses. */
  public static final FilterOperator CONTAINS_NOT = new FilterOperator("contains_not");

  /** A part of the value matches one of the regular expressions, in the syntax of RE2. */
  public static final FilterOperator MATCHES = new FilterOperator("matches");

  /** The value matches none of the regular expressions, in the syntax of RE2. */
  public static final FilterOperator MATCHES_NOT = new FilterOperator("matches_not");

  private static final List<FilterOperator> ALL =
      List.of(IS, IS_NOT, CONTAINS, CONTAINS_NOT, MATCHES, MATCHES_NOT);

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** These join filters or select sessions, and have no clauses. */
  private static final Set<String> OF_FILTERS =
      Set.of("and", "or", "not", "has_done", "has_not_done");

  private final String name;

  private FilterOperator(String name) {
    this.name = name;
  }

  /**
   * Returns the operator with a name, which may be newer than this library. Comparisons with an
   * unknown operator are not checked.
   *
   * @param name the name in the API, for example {@code is_not}
   * @throws IllegalArgumentException if the name has other characters than lower-case letters,
   *     digits and {@code _}, or if it joins filters, such as {@code and}
   */
  public static FilterOperator of(String name) {
    for (FilterOperator operator : ALL) {
      if (operator.name.equals(name)) {
        return operator;
      }
    }
    if (OF_FILTERS.contains(name)) {
      throw new IllegalArgumentException(
          "operator \"" + name + "\" does not compare values; use Filter.and, or, not or hasDone");
    }
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "operator \"" + name + "\" is not a name; write one such as is_not");
    }
    return new FilterOperator(name);
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** All operators that this library knows, in the order of the API's documentation. */
  public static List<FilterOperator> all() {
    return ALL;
  }

  /** The name in the API, for example {@code is_not}. */
  public String name() {
    return name;
  }

  /** Whether this library knows the operator. */
  boolean isKnown() {
    return ALL.contains(this);
  }

  /** Whether a clause is a whole value, not a part or a pattern. */
  boolean isWhole() {
    return equals(IS) || equals(IS_NOT);
  }

  /** Whether the clauses are regular expressions, which have no case modifier. */
  boolean isPattern() {
    return equals(MATCHES) || equals(MATCHES_NOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FilterOperator operator && operator.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name in the API. */
  @Override
  public String toString() {
    return name;
  }
}
