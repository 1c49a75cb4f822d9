package io.github.plausible4j.testkit.internal.stats.query;

/**
 * The items that a metric is measured on, or that a dimension belongs to. For internal use only.
 */
public enum Scope {
  EVENT,
  VISIT,
  EITHER
}
