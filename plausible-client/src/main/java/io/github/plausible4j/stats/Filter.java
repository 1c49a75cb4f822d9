package io.github.plausible4j.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Selects the events and visits that count. If a query has several filters, all of them have to
 * match. Filters that Plausible does not support are rejected when the query is built. Immutable
 * and thread-safe.
 *
 * <pre>{@code
 * Filter readOrFound =
 *     Filter.or(
 *         Filter.contains(Dimension.PAGE, "/blog", "/docs"),
 *         Filter.is(Dimension.SOURCE, "Google").caseSensitive(false));
 * }</pre>
 */
public sealed interface Filter
    permits Filter.Comparison, Filter.AllOf, Filter.AnyOf, Filter.Not, Filter.Behavior {

  /** The value is one of these. For a goal, use its display name. */
  static Comparison is(Dimension dimension, String... values) {
    return compare(FilterOperator.IS, dimension, Arrays.asList(values));
  }

  /** The value is one of these ids. For {@link Dimension#CITY}. */
  static Comparison is(Dimension dimension, long... ids) {
    return compare(FilterOperator.IS, dimension, boxed(ids));
  }

  /** The value is not one of these. */
  static Comparison isNot(Dimension dimension, String... values) {
    return compare(FilterOperator.IS_NOT, dimension, Arrays.asList(values));
  }

  /** The value is not one of these ids. For {@link Dimension#CITY}. */
  static Comparison isNot(Dimension dimension, long... ids) {
    return compare(FilterOperator.IS_NOT, dimension, boxed(ids));
  }

  /** The value contains one of these. */
  static Comparison contains(Dimension dimension, String... parts) {
    return compare(FilterOperator.CONTAINS, dimension, Arrays.asList(parts));
  }

  /** The value contains none of these. */
  static Comparison containsNot(Dimension dimension, String... parts) {
    return compare(FilterOperator.CONTAINS_NOT, dimension, Arrays.asList(parts));
  }

  /** A part of the value matches one of these regular expressions, in the syntax of RE2. */
  static Comparison matches(Dimension dimension, String... expressions) {
    return compare(FilterOperator.MATCHES, dimension, Arrays.asList(expressions));
  }

  /** The value matches none of these regular expressions, in the syntax of RE2. */
  static Comparison matchesNot(Dimension dimension, String... expressions) {
    return compare(FilterOperator.MATCHES_NOT, dimension, Arrays.asList(expressions));
  }

  /**
   * One of these saved segments matches. Since Plausible 3.0; a query can have at most ten
   * segments.
   */
  static Comparison segment(long... ids) {
    return compare(FilterOperator.IS, Dimension.SEGMENT, boxed(ids));
  }

  /**
   * Creates a comparison with any operator.
   *
   * @param clauses strings and whole numbers ({@code Integer}, {@code Long}, {@code BigInteger})
   * @throws IllegalArgumentException if a clause is something else
   */
  static Comparison compare(FilterOperator operator, Dimension dimension, Collection<?> clauses) {
    return new Comparison(operator, dimension, List.copyOf(clauses), null);
  }

  /** All of these filters match. */
  static AllOf and(Filter... filters) {
    return new AllOf(List.of(filters));
  }

  /** At least one of these filters matches. */
  static AnyOf or(Filter... filters) {
    return new AnyOf(List.of(filters));
  }

  /** This filter does not match. */
  static Not not(Filter filter) {
    return new Not(filter);
  }

  /**
   * The visitor's session has an event that matches, whether it counts or not. Since Plausible 3.0.
   */
  static Behavior hasDone(Filter event) {
    return new Behavior(true, event);
  }

  /** The visitor's session has no event that matches. Since Plausible 3.0. */
  static Behavior hasNotDone(Filter event) {
    return new Behavior(false, event);
  }

  /**
   * Returns a copy that distinguishes upper and lower case (true) or ignores case (false) in all
   * its comparisons. By default, case matters. Since Plausible 3.0.
   *
   * @throws IllegalArgumentException if a comparison uses regular expressions; ignore case with
   *     {@code (?i)} there
   */
  Filter caseSensitive(boolean sensitive);

  private static List<Long> boxed(long... ids) {
    return Arrays.stream(ids).boxed().toList();
  }

  private static List<Filter> caseSensitive(List<Filter> filters, boolean sensitive) {
    return filters.stream().map(filter -> filter.caseSensitive(sensitive)).toList();
  }

  /**
   * A comparison of a dimension's value with clauses.
   *
   * @param operator the operator
   * @param dimension the dimension
   * @param clauses the clauses: strings and whole numbers ({@code Long} or {@code BigInteger})
   * @param modifiers the modifiers; null if none are written
   */
  record Comparison(
      FilterOperator operator,
      Dimension dimension,
      List<Object> clauses,
      @Nullable Modifiers modifiers)
      implements Filter {
    /** Copies the clauses. */
    public Comparison {
      Objects.requireNonNull(operator, "operator");
      Objects.requireNonNull(dimension, "dimension");
      List<Object> checked = new ArrayList<>(clauses.size());
      for (Object clause : clauses) {
        checked.add(Clauses.checked(clause));
      }
      clauses = List.copyOf(checked);
    }

    @Override
    public Comparison caseSensitive(boolean sensitive) {
      if (operator.isPattern()) {
        throw new IllegalArgumentException(
            "caseSensitive "
                + sensitive
                + " does not go with "
                + operator
                + "; start the expression with (?i) to ignore case");
      }
      return new Comparison(operator, dimension, clauses, new Modifiers(sensitive));
    }
  }

  /**
   * The optional modifiers of a comparison.
   *
   * @param caseSensitive whether case matters; null if the request does not say so, which means yes
   */
  record Modifiers(@Nullable Boolean caseSensitive) {}

  /**
   * A filter that matches if all its filters match.
   *
   * @param filters at least one
   */
  record AllOf(List<Filter> filters) implements Filter {
    /** Copies the filters. */
    public AllOf {
      filters = List.copyOf(filters);
    }

    @Override
    public AllOf caseSensitive(boolean sensitive) {
      return new AllOf(Filter.caseSensitive(filters, sensitive));
    }
  }

  /**
   * A filter that matches if at least one of its filters matches.
   *
   * @param filters at least one
   */
  record AnyOf(List<Filter> filters) implements Filter {
    /** Copies the filters. */
    public AnyOf {
      filters = List.copyOf(filters);
    }

    @Override
    public AnyOf caseSensitive(boolean sensitive) {
      return new AnyOf(Filter.caseSensitive(filters, sensitive));
    }
  }

  /**
   * A filter that matches if another one does not.
   *
   * @param filter the negated filter
   */
  record Not(Filter filter) implements Filter {
    @Override
    public Not caseSensitive(boolean sensitive) {
      return new Not(filter.caseSensitive(sensitive));
    }
  }

  /**
   * A filter for sessions that have, or do not have, a matching event.
   *
   * @param done true if the session has to have the event, false if it must not
   * @param event the filter for the event, on event dimensions only
   */
  record Behavior(boolean done, Filter event) implements Filter {
    @Override
    public Behavior caseSensitive(boolean sensitive) {
      return new Behavior(done, event.caseSensitive(sensitive));
    }
  }
}
