package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * One value of one metric. Counts and rates are numbers, revenue is {@link Money}, and some metrics
 * are null if nothing was measured. Immutable and thread-safe.
 */
public final class Cell {
  private final Metric metric;
  private final JsonNode value;

  private Cell(Metric metric, JsonNode value) {
    this.metric = metric;
    this.value = value;
  }

  /**
   * Creates a value in the form in which the server sends it, for example for a fake in a test.
   *
   * @param value a number, a JSON null, or an object for {@link Money}; do not change it afterwards
   */
  public static Cell of(Metric metric, JsonNode value) {
    return new Cell(metric, value);
  }

  /** The metric of this value. */
  public Metric metric() {
    return metric;
  }

  /** Whether the value is null, because nothing was measured. */
  public boolean isNull() {
    return value.isNull();
  }

  /**
   * The value as a whole number. A fraction is not cut off.
   *
   * @throws IllegalStateException if the value is null, has a fraction, is not a number or does not
   *     fit into a {@code long}
   */
  public long asLong() {
    try {
      return asDecimal().longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalStateException(metric + " " + value + " is not a long; use asDouble()", e);
    }
  }

  /**
   * The value as a floating-point number. For {@link Money}, the amount.
   *
   * @throws IllegalStateException if the value is null or not a number
   */
  public double asDouble() {
    return asDecimal().doubleValue();
  }

  /**
   * The value with all its digits. For {@link Money}, the amount.
   *
   * @throws IllegalStateException if the value is null or not a number
   */
  public BigDecimal asDecimal() {
    JsonNode number = value.isObject() ? value.path("value") : value;
    if (!number.isNumber()) {
      throw new IllegalStateException(
          metric
              + (isNull() ? " is null; check isNull() first" : " " + value + " is not a number"));
    }
    return number.decimalValue();
  }

  boolean isNumber() {
    return value.isNumber() || isMoney();
  }

  /** The value, or another one if it is null. */
  public double orElse(double other) {
    return isNull() ? other : asDouble();
  }

  /**
   * The value in seconds as a duration, for {@code visit_duration} and {@code time_on_page}.
   *
   * @throws IllegalStateException if the value is null or not a number
   */
  public Duration asDuration() {
    return Duration.ofMillis(asDecimal().movePointRight(3).longValue());
  }

  /**
   * The value as money, for {@code total_revenue} and {@code average_revenue}.
   *
   * @throws IllegalStateException if the value is null or not money
   */
  public Money asMoney() {
    if (!isMoney()) {
      throw new IllegalStateException(
          metric + (isNull() ? " is null; check isNull() first" : " " + value + " is not money"));
    }
    String plain = value.get("value").asText() + " " + value.get("currency").asText();
    return new Money(
        value.get("value").decimalValue(),
        value.get("currency").asText(),
        value.path("short").asText(plain),
        value.path("long").asText(plain));
  }

  /** Whether this is {@link Money}. */
  public boolean isMoney() {
    return value.path("value").isNumber() && value.path("currency").isTextual();
  }

  /** The value as the server sent it. Do not change it. */
  public JsonNode json() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cell cell && cell.metric.equals(metric) && cell.value.equals(value);
  }

  @Override
  public int hashCode() {
    return 31 * metric.hashCode() + value.hashCode();
  }

  /**
   * The value as readable text, such as {@code 1,204}, {@code 42.86%} or {@code 1m 23s}; a dash for
   * null. The same in every locale.
   */
  @Override
  public String toString() {
    return CellFormat.format(this);
  }
}
