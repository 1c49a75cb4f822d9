package io.github.plausible4j.stats;

import java.util.Optional;

/** How a filter compares. Any clause that fits is enough; for a negated one, none may fit. */
public enum FilterOperator {
  /** The value is one of the clauses. */
  IS("is"),
  /** The value is none of the clauses. */
  IS_NOT("is_not"),
  /** The value contains one of the clauses. */
  CONTAINS("contains"),
  /** The value contains none of the clauses. */
  CONTAINS_NOT("contains_not"),
  /** A part of the value matches one of the regular expressions, in the syntax of RE2. */
  MATCHES("matches"),
  /** The value matches none of the regular expressions, in the syntax of RE2. */
  MATCHES_NOT("matches_not");

  private final String text;

  FilterOperator(String text) {
    this.text = text;
  }

  static Optional<FilterOperator> of(String text) {
    for (FilterOperator operator : values()) {
      if (operator.text.equals(text)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /** Whether goals and segments can be compared so. */
  boolean takesGoals() {
    return this == IS || this == CONTAINS;
  }

  /** Whether a clause is a whole value, not a part or a pattern of one. */
  boolean isWhole() {
    return this == IS || this == IS_NOT;
  }

  /** Whether this takes regular expressions, which have no case modifier. */
  boolean isPattern() {
    return this == MATCHES || this == MATCHES_NOT;
  }

  /** The name in the API, for example {@code is_not}. */
  @Override
  public String toString() {
    return text;
  }
}
