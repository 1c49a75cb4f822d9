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

/** The hours, days, weeks and months of a range, as clocks on the site show them. */
final class TimeBuckets {
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Every hour of every zone starts with one of these, whatever its offset. */
  private static final long SLOT_SECONDS = 15 * 60;

  private static final long HOUR_SECONDS = 60 * 60;
  private static final long DAY_SECONDS = 24 * HOUR_SECONDS;

  /** More than any range with events has; thousands of years would not fit into memory. */
  private static final long MOST_LABELS = 100_000;

  private final TimeRange range;
  private final ZoneId zone;

  TimeBuckets(TimeRange range, ZoneId zone) {
    this.range = range;
    this.zone = zone;
  }

  /** How a bucket is shown. */
  static String shown(Object bucket) {
    return bucket instanceof ZonedDateTime hour ? HOUR.format(hour) : bucket.toString();
  }

  /** Days, weeks and months are named by their first day; a week that the range cuts, by its. */
  Function<Instant, Object> of(Dimension dimension) {
    return dimension.equals(Dimension.HOUR) ? this::hour : ofDays(dimension).compose(this::day);
  }

  /** The buckets of days, which hours are too short for. */
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

  /** The second, or the last one of the range. */
  Instant within(long second) {
    return Instant.ofEpochSecond(Math.min(second, range.last().getEpochSecond()));
  }

  /** The hours of the range that something from one second to another touches. */
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

  /** What all buckets are called, whether or not something is in them. */
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

  /** As many as the range is long, counted on without regard to clocks being changed. */
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
