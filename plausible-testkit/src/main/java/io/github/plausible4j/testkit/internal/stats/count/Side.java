package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Metric;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The metrics of a query that are measured together, by group. */
interface Side {
  /** Whether this side measures the metric. */
  boolean measures(Metric metric);

  /** The groups, in the order in which they were found. */
  Set<Object> keys();

  /** The metric of a group. A group that this side does not have counts as empty. */
  @Nullable Number value(Object key, Metric metric);
}
