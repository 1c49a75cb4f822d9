package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import java.time.temporal.Temporal;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of an answer. For internal use only.
 *
 * @param values the values of the dimensions, as they are grouped
 * @param metrics whole numbers, fractions, or null if there is nothing to measure
 */
public record Row(List<Object> values, List<@Nullable Number> metrics) {
  public Row {
    metrics = Collections.unmodifiableList(metrics);
  }

  /** The values of the dimensions as shown in answers: texts, and whole numbers for cities. */
  public List<Object> shownValues() {
    return values.stream().map(Row::shown).toList();
  }

  private static Object shown(Object value) {
    if (value instanceof SiteGoal goal) {
      return goal.displayName();
    }
    return value instanceof Temporal ? TimeBuckets.shown(value) : value;
  }
}
