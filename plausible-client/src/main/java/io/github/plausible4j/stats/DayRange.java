package io.github.plausible4j.stats;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The days that a {@link DateRange} covers on a certain day.
 *
 * @param first the first day; {@link LocalDate#MIN} for {@link DateRange#all()}, whose first day
 *     only the server knows
 * @param last the last day, included
 */
public record DayRange(LocalDate first, LocalDate last) {
  /** The number of days; 0 if the last day is before the first. */
  public long days() {
    return Math.max(0, ChronoUnit.DAYS.between(first, last) + 1);
  }

  /**
   * The same number of days, ending on the day before the first. The dashboard compares with this
   * period.
   *
   * @throws IllegalStateException if these are the days of {@link DateRange#all()}
   */
  public DateRange previousPeriod() {
    throwIfOpen();
    return DateRange.between(first.minusDays(days()), first.minusDays(1));
  }

  /**
   * The same days a year earlier.
   *
   * @throws IllegalStateException if these are the days of {@link DateRange#all()}
   */
  public DateRange yearBefore() {
    throwIfOpen();
    return DateRange.between(first.minusYears(1), last.minusYears(1));
  }

  private void throwIfOpen() {
    if (first.equals(LocalDate.MIN)) {
      throw new IllegalStateException(
          "there is no time before all(); use a date range with a first day");
    }
  }

  /** For example {@code 2026-11-16 to 2026-11-22 (7 days)}. */
  @Override
  public String toString() {
    if (first.equals(LocalDate.MIN)) {
      return "up to " + last;
    }
    return first + " to " + last + " (" + days() + (days() == 1 ? " day)" : " days)");
  }
}
