package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The hours, days, weeks and months of a range, in the time zone of the site. */
final class TimeBuckets {
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** The hours of all time zones start at a multiple of this, regardless of their offset. */
  private static final long SLOT_SECONDS = 15 * 60;

  private static final long HOUR_SECONDS = 60 * 60;
  private static final long DAY_SECONDS = 24 * HOUR_SECONDS;

  /** More than a range with events has. Thousands of years would not fit into memory. */
  private static final long MOST_LABELS = 100_000;

  private final TimeRange range;
  private final ZoneId zone;

  TimeBuckets(TimeRange range, ZoneId zone) {
    this.range = range;
    this.zone = zone;
  }

  /** The label of a bucket. */
  static String shown(Object bucket) {
    return bucket instanceof ZonedDateTime hour ? HOUR.format(hour) : bucket.toString();
  }

  /**
   * Returns the bucket of a time. Days, weeks and months are named by their first day; if the range
   * cuts the first week, by the first day of the range.
   */
  Function<Instant, Object> of(Dimension dimension) {
    return dimension.equals(Dimension.HOUR) ? this::hour : ofDays(dimension).compose(this::day);
  }

  /** Returns the bucket of a day, for all dimensions except hours. */
  Function<LocalDate, Object> ofDays(Dimension dimension) {
    if (dimension.equals(Dimension.DAY)) {
      return day -> day;
    }
    if (dimension.equals(Dimension.WEEK)) {
      LocalDate first = range.firstDate(zone);
      return day -> week(day, first);
    }
    return day -> day.withDayOfMonth(1);
  }

  /** The time, or the end of the range if that is earlier. */
  Instant within(long second) {
    return Instant.ofEpochSecond(Math.min(second, range.last().getEpochSecond()));
  }

  /** The hours of the range between two times. */
  List<Object> hoursOf(long start, long end) {
    long from = Math.max(start, range.first().getEpochSecond());
    Set<Object> hours = new LinkedHashSet<>();
    for (long time = from - Math.floorMod(from, SLOT_SECONDS);
        time <= within(end).getEpochSecond();
        time += SLOT_SECONDS) {
      hours.add(hour(Instant.ofEpochSecond(time)));
    }
    return List.copyOf(hours);
  }

  /** The labels of all buckets, including empty ones. */
  List<String> labels(Dimension dimension) {
    if (range.last().getEpochSecond() - range.first().getEpochSecond()
        > MOST_LABELS * (dimension.equals(Dimension.HOUR) ? HOUR_SECONDS : DAY_SECONDS)) {
      throw RefusedQuery.serverError();
    }
    if (dimension.equals(Dimension.HOUR)) {
      return hourLabels();
    }
    LocalDate first = range.firstDate(zone);
    LocalDate last = range.lastDate(zone);
    if (dimension.equals(Dimension.DAY)) {
      return first.datesUntil(last.plusDays(1)).map(LocalDate::toString).toList();
    }
    if (dimension.equals(Dimension.MONTH)) {
      return monthsUntil(first.withDayOfMonth(1), last);
    }
    return weeksUntil(first, last);
  }

  private ZonedDateTime hour(Instant time) {
    return ZonedDateTime.ofInstant(time, zone).truncatedTo(ChronoUnit.HOURS);
  }

  private LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  private static LocalDate week(LocalDate day, LocalDate first) {
    LocalDate monday = monday(day);
    return monday.isBefore(first) ? first : monday;
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static List<String> monthsUntil(LocalDate first, LocalDate last) {
    List<String> labels = new ArrayList<>();
    for (LocalDate month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      labels.add(month.toString());
    }
    return labels;
  }

  private static List<String> weeksUntil(LocalDate first, LocalDate last) {
    List<String> labels = new ArrayList<>();
    labels.add(first.toString());
    for (LocalDate week = monday(first).plusWeeks(1);
        !week.isAfter(last);
        week = week.plusWeeks(1)) {
      labels.add(week.toString());
    }
    return labels;
  }

  /** One label for each hour of the range, regardless of clock changes. */
  private List<String> hourLabels() {
    ZonedDateTime first = hour(range.first());
    long hours = ChronoUnit.HOURS.between(first.toInstant(), range.last());
    LocalDateTime start = first.toLocalDateTime();
    List<String> labels = new ArrayList<>();
    for (long hour = 0; hour <= hours; hour++) {
      labels.add(HOUR.format(start.plusHours(hour)));
    }
    return labels;
  }
}
