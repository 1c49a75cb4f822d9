package io.github.plausible4j.stats.legacy;

import io.github.plausible4j.stats.DateRange;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * The period of a query of version 1. A period without a date ends on the current day in UTC, not
 * in the site's time zone.
 *
 * @param name the name in the API
 * @param date the parameter {@code date}; empty to omit it
 */
public record LegacyPeriod(String name, Optional<String> date) {
  /** Requires both parts to be non-null. */
  public LegacyPeriod {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(date, "date");
  }

  private LegacyPeriod(String name) {
    this(name, Optional.empty());
  }

  /** Today. */
  public static LegacyPeriod today() {
    return new LegacyPeriod("day");
  }

  /** One day. */
  public static LegacyPeriod day(LocalDate day) {
    return new LegacyPeriod("day").on(day);
  }

  /** The seven days before today, or before the day of {@link #on}. */
  public static LegacyPeriod last7Days() {
    return new LegacyPeriod("7d");
  }

  /**
   * The thirty days before today, or before the day of {@link #on}. This is the server's default.
   */
  public static LegacyPeriod last30Days() {
    return new LegacyPeriod("30d");
  }

  /** This calendar month. */
  public static LegacyPeriod month() {
    return new LegacyPeriod("month");
  }

  /** The six whole months before this month, or before the month of {@link #on}. */
  public static LegacyPeriod last6Months() {
    return new LegacyPeriod("6mo");
  }

  /** The twelve whole months before this month, or before the month of {@link #on}. */
  public static LegacyPeriod last12Months() {
    return new LegacyPeriod("12mo");
  }

  /**
   * The days from the first to the last, both included.
   *
   * @throws IllegalArgumentException if the last day is before the first
   */
  public static LegacyPeriod between(LocalDate first, LocalDate last) {
    DateRange unused = DateRange.between(first, last);
    return new LegacyPeriod("custom", Optional.of(first + "," + last));
  }

  /** Returns a period of the same length, counted from this day instead of today. */
  public LegacyPeriod on(LocalDate day) {
    return new LegacyPeriod(name, Optional.of(day.toString()));
  }
}
