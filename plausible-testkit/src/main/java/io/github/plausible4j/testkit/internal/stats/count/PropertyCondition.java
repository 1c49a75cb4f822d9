package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Filters on a custom property, which may be missing in an event. */
final class PropertyCondition {
  /** The value of a missing property in answers and filters. */
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

  /** Only whole values can match a missing property. Patterns and parts need a value. */
  private static boolean matchesMissing(Filter.Comparison filter) {
    return switch (filter.operator()) {
      case IS -> filter.clauses().contains(NONE);
      case IS_NOT -> !filter.clauses().contains(NONE);
      default -> false;
    };
  }
}
