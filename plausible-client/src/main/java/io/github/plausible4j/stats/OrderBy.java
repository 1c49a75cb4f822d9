package io.github.plausible4j.stats;

import java.util.Objects;

/**
 * One key that rows are ordered by.
 *
 * @param name the name of a metric or dimension of the query
 * @param direction up or down
 */
public record OrderBy(String name, Direction direction) {
  /** Checks that nothing is null. */
  public OrderBy {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(direction, "direction");
  }

  /** Up or down. */
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
