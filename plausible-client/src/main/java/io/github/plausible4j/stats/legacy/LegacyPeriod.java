package io.github.plausible4j.stats.legacy;

import io.github.plausible4j.stats.DateRange;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * The time that a query of version 1 looks at. Periods without a date end on the server's UTC day,
 * not on the site's.
 *
 * @param name the name in the API
 * @param date what the parameter {@code date} says; empty to leave it out
 */
public record LegacyPeriod(String name, Optional<String> date) {
  /** Checks that nothing is null. */
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
   * The thirty days before today, or before the day of {@link #on}; what the server takes if none
   * is named.
   */
  public static LegacyPeriod last30Days() {
    return new LegacyPeriod("30d");
  }

  /** This calendar month. */
  public static LegacyPeriod month() {
    return new LegacyPeriod("month");
  }

  /**
   * Six whole months, of which the last is the one before this month, or before that of {@link
   * #on}.
   */
  public static LegacyPeriod last6Months() {
    return new LegacyPeriod("6mo");
  }

  /**
   * Twelve whole months, of which the last is the one before this month, or before that of {@link
   * #on}.
   */
  public static LegacyPeriod last12Months() {
    return new LegacyPeriod("12mo");
  }

  /**
   * Days of one's own, both included.
   *
   * @throws IllegalArgumentException if the last is before the first
   */
  public static LegacyPeriod between(LocalDate first, LocalDate last) {
    DateRange unused = DateRange.between(first, last);
    return new LegacyPeriod("custom", Optional.of(first + "," + last));
  }

  /** The same length, reckoned from this day and not from the server's. */
  public LegacyPeriod on(LocalDate day) {
    return new LegacyPeriod(name, Optional.of(day.toString()));
  }
}
