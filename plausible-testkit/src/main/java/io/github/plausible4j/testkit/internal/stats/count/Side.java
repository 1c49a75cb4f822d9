package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Metric;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The metrics of a query that are measured together, by group. */
interface Side {
  /** Whether the metric is one of them. */
  boolean measures(Metric metric);

  /** The groups, in the order they were met. */
  Set<Object> keys();

  /** The metric of a group; of a group that this side does not have, as if it were empty. */
  @Nullable Number value(Object key, Metric metric);
}
