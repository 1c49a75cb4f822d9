package io.github.plausible4j.testkit.internal.stats.query;

/** What a metric is measured on, or what a dimension belongs to. For internal use only. */
public enum Scope {
  EVENT,
  VISIT,
  EITHER
}
