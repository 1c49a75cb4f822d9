package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * One value of one metric. Counts and rates are numbers, revenue is {@link Money}, and some metrics
 * are null where nothing was measured.
 */
public final class Cell {
  private final Metric metric;
  private final JsonNode value;

  private Cell(Metric metric, JsonNode value) {
    this.metric = metric;
    this.value = value;
  }

  /**
   * A value as the server sends it, for example for the answer of a fake in a test.
   *
   * @param value a number, null, or an object for {@link Money}; not to be changed afterwards
   */
  public static Cell of(Metric metric, JsonNode value) {
    return new Cell(metric, value);
  }

  /** What was measured. */
  public Metric metric() {
    return metric;
  }

  /** Whether nothing was measured. */
  public boolean isNull() {
    return value.isNull();
  }

  /**
   * The value as a whole number; a fraction is an error, not cut.
   *
   * @throws IllegalStateException if it is null, has a fraction or is no number
   */
  public long asLong() {
    try {
      return asDecimal().longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalStateException(metric + " " + value + " is no long; use asDouble()", e);
    }
  }

  /**
   * The value as a floating-point number; of {@link Money} the amount.
   *
   * @throws IllegalStateException if it is null or no number
   */
  public double asDouble() {
    return asDecimal().doubleValue();
  }

  /**
   * The value with all its digits; of {@link Money} the amount.
   *
   * @throws IllegalStateException if it is null or no number
   */
  public BigDecimal asDecimal() {
    JsonNode number = value.isObject() ? value.path("value") : value;
    if (!number.isNumber()) {
      throw new IllegalStateException(
          metric + (isNull() ? " is null; ask isNull() first" : " " + value + " is no number"));
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
   * @throws IllegalStateException if it is null or no number
   */
  public Duration asDuration() {
    return Duration.ofMillis(asDecimal().movePointRight(3).longValue());
  }

  /**
   * The value as money, for {@code total_revenue} and {@code average_revenue}.
   *
   * @throws IllegalStateException if it is null or no money
   */
  public Money asMoney() {
    if (!isMoney()) {
      throw new IllegalStateException(
          metric + (isNull() ? " is null; ask isNull() first" : " " + value + " is no money"));
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

  /** The value as the server sent it; not to be changed. */
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

  /** The value for people: {@code 1,204}, {@code 42.86%}, {@code 1m 23s}; a dash for null. */
  @Override
  public String toString() {
    return CellFormat.format(this);
  }
}
