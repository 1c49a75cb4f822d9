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
 * A range of time. Its first and last second are included. For internal use only.
 *
 * @param first not after {@code last}
 */
public record TimeRange(Instant first, Instant last) {
  /** Creates a range of whole seconds between two times, which may be in any order. */
  public static TimeRange of(Instant one, Instant other) {
    Instant from = one.truncatedTo(ChronoUnit.SECONDS);
    Instant to = other.truncatedTo(ChronoUnit.SECONDS);
    return from.isAfter(to) ? new TimeRange(to, from) : new TimeRange(from, to);
  }

  /** Creates a range from the start of a day to the last second of another day. */
  public static TimeRange ofDates(LocalDate from, LocalDate to, ZoneId zone) {
    return of(startOf(from, zone), endOf(to, zone));
  }

  /** The first day of the range. */
  public LocalDate firstDate(ZoneId zone) {
    return LocalDate.ofInstant(first, zone);
  }

  /** The last day of the range. */
  public LocalDate lastDate(ZoneId zone) {
    return LocalDate.ofInstant(last, zone);
  }

  /** Whether the time is in the range. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(first) && !instant.isAfter(last);
  }

  /** If clocks are set back at midnight, the day starts with the second midnight. */
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
