package io.github.plausible4j.stats;

import java.util.Objects;

/**
 * A key by which rows are ordered.
 *
 * @param name the name of a metric or dimension of the query
 * @param direction the direction
 */
public record OrderBy(String name, Direction direction) {
  /** Requires both parts to be non-null. */
  public OrderBy {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(direction, "direction");
  }

  /** The direction of an order. */
  public enum Direction {
    /** Smallest first. */
    ASC,
    /** Largest first. */
    DESC
  }

  /** By a metric, smallest first. */
  public static OrderBy asc(Metric metric) {
    return new OrderBy(metric.name(), Direction.ASC);
  }

  /** By a metric, largest first. */
  public static OrderBy desc(Metric metric) {
    return new OrderBy(metric.name(), Direction.DESC);
  }

  /** By a dimension, smallest first. */
  public static OrderBy asc(Dimension dimension) {
    return new OrderBy(dimension.name(), Direction.ASC);
  }

  /** By a dimension, largest first. */
  public static OrderBy desc(Dimension dimension) {
    return new OrderBy(dimension.name(), Direction.DESC);
  }
}
