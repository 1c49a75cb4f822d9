package io.github.plausible4j.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events and visits count. Several filters of a query must all hold. What Plausible cannot
 * filter is found when the query is built, not here.
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

  /** The value is one of these. For a goal: its display name. */
  static Comparison is(Dimension dimension, String... values) {
    return compare(FilterOperator.IS, dimension, Arrays.asList(values));
  }

  /** The value is one of these ids; for {@link Dimension#CITY}. */
  static Comparison is(Dimension dimension, long... ids) {
    return compare(FilterOperator.IS, dimension, boxed(ids));
  }

  /** The value is none of these. */
  static Comparison isNot(Dimension dimension, String... values) {
    return compare(FilterOperator.IS_NOT, dimension, Arrays.asList(values));
  }

  /** The value is none of these ids; for {@link Dimension#CITY}. */
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

  /** One of these saved segments holds. Since 3.0; at most ten in a query. */
  static Comparison segment(long... ids) {
    return compare(FilterOperator.IS, Dimension.SEGMENT, boxed(ids));
  }

  /**
   * A comparison with its operator as a value.
   *
   * @param clauses strings and whole numbers ({@code Integer}, {@code Long}, {@code BigInteger})
   * @throws IllegalArgumentException if a clause is something else
   */
  static Comparison compare(FilterOperator operator, Dimension dimension, Collection<?> clauses) {
    return new Comparison(operator, dimension, List.copyOf(clauses), null);
  }

  /** All of these hold. */
  static AllOf and(Filter... filters) {
    return new AllOf(List.of(filters));
  }

  /** At least one of these holds. */
  static AnyOf or(Filter... filters) {
    return new AnyOf(List.of(filters));
  }

  /** This does not hold. */
  static Not not(Filter filter) {
    return new Not(filter);
  }

  /** The visitor's session has an event of this kind, counted or not. Since 3.0. */
  static Behavior hasDone(Filter event) {
    return new Behavior(true, event);
  }

  /** The visitor's session has no event of this kind. Since 3.0. */
  static Behavior hasNotDone(Filter event) {
    return new Behavior(false, event);
  }

  /**
   * This filter, with or without regard to upper and lower case in each of its comparisons. Without
   * this call case matters. Since 3.0.
   *
   * @throws IllegalArgumentException if one is a regular expression, where {@code (?i)} does it
   */
  Filter caseSensitive(boolean sensitive);

  private static List<Long> boxed(long... ids) {
    return Arrays.stream(ids).boxed().toList();
  }

  private static List<Filter> caseSensitive(List<Filter> filters, boolean sensitive) {
    return filters.stream().map(filter -> filter.caseSensitive(sensitive)).toList();
  }

  /**
   * A value compared with clauses.
   *
   * @param operator how
   * @param dimension what of
   * @param clauses with what: strings and whole numbers ({@code Long} or {@code BigInteger})
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
   * What a comparison may carry after its clauses.
   *
   * @param caseSensitive whether upper and lower case differ; null if not written, which means yes
   */
  record Modifiers(@Nullable Boolean caseSensitive) {}

  /**
   * All of some filters hold.
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
   * One of some filters holds.
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
   * A filter does not hold.
   *
   * @param filter which
   */
  record Not(Filter filter) implements Filter {
    @Override
    public Not caseSensitive(boolean sensitive) {
      return new Not(filter.caseSensitive(sensitive));
    }
  }

  /**
   * A session has, or has not, an event of a kind.
   *
   * @param done true if it has
   * @param event which kind: a filter of event dimensions
   */
  record Behavior(boolean done, Filter event) implements Filter {
    @Override
    public Behavior caseSensitive(boolean sensitive) {
      return new Behavior(done, event.caseSensitive(sensitive));
    }
  }
}
