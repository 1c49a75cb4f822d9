package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Filters on a custom property, which an event may not have. */
final class PropertyCondition {
  /** Shown, and asked for, where the property is missing. */
  static final String NONE = "(none)";

  private PropertyCondition() {}

  static Predicate<StoredEvent> of(Filter.Comparison filter) {
    String property = filter.dimension().property();
    Predicate<String> matches = Clauses.anyMatches(filter, UnaryOperator.identity());
    boolean negative = filter.operator().isNegative();
    boolean ifMissing = matchesMissing(filter);
    return event -> {
      String value = event.props().get(property);
      return value == null ? ifMissing : matches.test(value) != negative;
    };
  }

  /** Only whole values can stand for a missing property; patterns and parts want a value. */
  private static boolean matchesMissing(Filter.Comparison filter) {
    return switch (filter.operator()) {
      case IS -> filter.clauses().contains(NONE);
      case IS_NOT -> !filter.clauses().contains(NONE);
      default -> false;
    };
  }
}
