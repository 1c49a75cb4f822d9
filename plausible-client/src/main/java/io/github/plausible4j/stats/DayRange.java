package io.github.plausible4j.stats;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The days that a {@link DateRange} means on a certain day.
 *
 * @param first the first day; {@link LocalDate#MIN} for {@link DateRange#all()}, whose first day
 *     only the server knows
 * @param last the last day, included
 */
public record DayRange(LocalDate first, LocalDate last) {
  /** How many days; 0 if the range is reversed. */
  public long days() {
    return Math.max(0, ChronoUnit.DAYS.between(first, last) + 1);
  }

  /**
   * As many days, ending on the day before the first: what the dashboard compares with.
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
      throw new IllegalStateException("nothing was before all(); resolve a range with a start");
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
