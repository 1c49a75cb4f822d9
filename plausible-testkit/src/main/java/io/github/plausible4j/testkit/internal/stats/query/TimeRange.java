package io.github.plausible4j.testkit.internal.stats.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * From one second to another, both included. For internal use only.
 *
 * @param first not after {@code last}
 */
public record TimeRange(Instant first, Instant last) {
  /** Both in whole seconds, the earlier one first. */
  public static TimeRange of(Instant one, Instant other) {
    Instant from = one.truncatedTo(ChronoUnit.SECONDS);
    Instant to = other.truncatedTo(ChronoUnit.SECONDS);
    return from.isAfter(to) ? new TimeRange(to, from) : new TimeRange(from, to);
  }

  /** From the start of one day to the last second of another. */
  public static TimeRange ofDates(LocalDate from, LocalDate to, ZoneId zone) {
    return of(startOf(from, zone), endOf(to, zone));
  }

  /** The first and the last day that it touches. */
  public LocalDate firstDate(ZoneId zone) {
    return LocalDate.ofInstant(first, zone);
  }

  /** The last day that it touches. */
  public LocalDate lastDate(ZoneId zone) {
    return LocalDate.ofInstant(last, zone);
  }

  /** Whether the second is in it. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(first) && !instant.isAfter(last);
  }

  /** Where clocks go back over midnight, the day starts with the second midnight. */
  private static Instant startOf(LocalDate date, ZoneId zone) {
    LocalDateTime midnight = date.atStartOfDay();
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(midnight);
    return offsets.isEmpty()
        ? zone.getRules().getTransition(midnight).getInstant()
        : midnight.toInstant(offsets.get(offsets.size() - 1));
  }

  private static Instant endOf(LocalDate date, ZoneId zone) {
    LocalDateTime end = date.atTime(LocalTime.of(23, 59, 59));
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(end);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition gap = zone.getRules().getTransition(end);
      return gap.getInstant().minusSeconds(1);
    }
    return ZonedDateTime.ofLocal(end, zone, offsets.get(0)).toInstant();
  }
}
