package io.github.plausible4j.testkit.internal.stats.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition on events or visits. For internal use only. */
public sealed interface Filter {
  /**
   * A dimension compared with clauses, of which one has to match (none, for a negative operator).
   *
   * @param clauses texts, or whole numbers for cities
   * @param modifiers as given, or null when none were given
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

    /** Whether upper and lower case differ. */
    public boolean isCaseSensitive() {
      return modifiers == null || modifiers.getOrDefault("case_sensitive", true);
    }

    /** The same condition on another dimension. */
    public Comparison on(Dimension other) {
      return new Comparison(operator, other, clauses, modifiers);
    }
  }

  /** Filters of which all, or at least one, have to match. */
  record Group(boolean all, List<Filter> filters) implements Filter {}

  /** The contrary of a filter. */
  record Not(Filter filter) implements Filter {}

  /** Whether the visit has, or has not, an event that matches. */
  record HasDone(boolean done, Filter filter) implements Filter {}

  /** How clauses are compared. */
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

    /** Whether nothing may match. */
    public boolean isNegative() {
      return name().endsWith("_NOT");
    }
  }
}
