package io.github.plausible4j.testkit.internal.stats.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition on events or visits. For internal use only. */
public sealed interface Filter {
  /**
   * Compares a dimension with clauses. One clause must match; for a negative operator, no clause
   * may match.
   *
   * @param clauses texts, or whole numbers for cities
   * @param modifiers as given, or null if there are no modifiers
   */
  record Comparison(
      Operator operator,
      Dimension dimension,
      List<Object> clauses,
      @Nullable Map<String, Boolean> modifiers)
      implements Filter {
    public Comparison(Operator operator, Dimension dimension, List<?> clauses) {
      this(operator, dimension, List.copyOf(clauses), null);
    }

    /** Whether case matters. */
    public boolean isCaseSensitive() {
      return modifiers == null || modifiers.getOrDefault("case_sensitive", true);
    }

    /** The same condition on another dimension. */
    public Comparison on(Dimension other) {
      return new Comparison(operator, other, clauses, modifiers);
    }
  }

  /** Filters of which all, or at least one, must match. */
  record Group(boolean all, List<Filter> filters) implements Filter {}

  /** The negation of a filter. */
  record Not(Filter filter) implements Filter {}

  /** Requires that the visit has, or does not have, a matching event. */
  record HasDone(boolean done, Filter filter) implements Filter {}

  /** The ways to compare clauses. */
  enum Operator {
    IS,
    IS_NOT,
    CONTAINS,
    CONTAINS_NOT,
    MATCHES,
    MATCHES_NOT,
    MATCHES_WILDCARD,
    MATCHES_WILDCARD_NOT;

    /** Whether a clause is a whole value, not a part or a pattern of one. */
    public boolean comparesWholeValues() {
      return this == IS || this == IS_NOT;
    }

    /** Whether no clause may match. */
    public boolean isNegative() {
      return name().endsWith("_NOT");
    }
  }
}
