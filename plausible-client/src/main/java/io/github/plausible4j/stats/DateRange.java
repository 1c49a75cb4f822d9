package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The date range of a query. The server resolves shorthands in the site's time zone; {@link
 * #resolve} computes what they mean. Immutable and thread-safe.
 */
public sealed interface DateRange permits DateRange.Relative, DateRange.Days, DateRange.Moments {
  /** The maximum for {@link #lastDays}. */
  int MAX_DAYS = 5000;

  /** The maximum for {@link #lastMonths}. */
  int MAX_MONTHS = 100;

  /** The whole of today: {@code day}. */
  static DateRange today() {
    return new Relative("day");
  }

  /** The last 24 hours: {@code 24h}. Releases up to 3.2.0 reject it. */
  static DateRange last24Hours() {
    return new Relative("24h");
  }

  /**
   * The given number of days up to yesterday, without today: {@code 7d}. Release 2.1 supports only
   * 7 and 30.
   *
   * @param days 1 to 5,000
   * @throws IllegalArgumentException if the number is out of range
   */
  static DateRange lastDays(int days) {
    return new Relative(DateRangeRules.checked("lastDays", days, MAX_DAYS) + "d");
  }

  /**
   * The given number of whole months up to the previous one, without this month: {@code 6mo}.
   * Release 2.1 supports only 6 and 12.
   *
   * @param months 1 to 100
   * @throws IllegalArgumentException if the number is out of range
   */
  static DateRange lastMonths(int months) {
    return new Relative(DateRangeRules.checked("lastMonths", months, MAX_MONTHS) + "mo");
  }

  /** This calendar month, including its future days: {@code month}. */
  static DateRange month() {
    return new Relative("month");
  }

  /** This calendar year, including its future days: {@code year}. */
  static DateRange year() {
    return new Relative("year");
  }

  /** From the site's first event to today: {@code all}. */
  static DateRange all() {
    return new Relative("all");
  }

  /** One day in the site's time zone. */
  static DateRange day(LocalDate day) {
    return between(day, day);
  }

  /**
   * The days from the first to the last, both included, in the site's time zone.
   *
   * @throws IllegalArgumentException if the last day is before the first
   */
  static DateRange between(LocalDate first, LocalDate last) {
    Days days = new Days(first, last);
    DateRangeRules.throwIfReversed(days);
    return days;
  }

  /**
   * The time between two moments, both included, in whole seconds.
   *
   * @throws IllegalArgumentException if the end is before the start
   */
  static DateRange between(OffsetDateTime start, OffsetDateTime end) {
    DateTimeFormatter format = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    Moments moments = new Moments(format.format(start), format.format(end));
    DateRangeRules.throwIfReversed(moments);
    return moments;
  }

  /**
   * The days that this range covers at the current time of the clock.
   *
   * @param clock the clock for the current time
   * @param siteZone the site's time zone
   */
  DayRange resolve(Clock clock, ZoneId siteZone);

  /**
   * A shorthand.
   *
   * @param shorthand {@code day}, {@code 24h}, {@code month}, {@code year}, {@code all}, a number
   *     of days such as {@code 7d} or of months such as {@code 6mo}
   */
  record Relative(String shorthand) implements DateRange {
    static final Pattern SHORTHAND = Pattern.compile("day|24h|month|year|all|\\d+d|\\d+mo");

    /** Checks the form, but not the number of days or months. */
    public Relative {
      if (!SHORTHAND.matcher(shorthand).matches()) {
        throw new IllegalArgumentException(
            "date range "
                + ProblemCollector.quoted(shorthand)
                + " is not a shorthand; write day, 24h, 7d, 6mo, month, year or all");
      }
    }

    @Override
    public DayRange resolve(Clock clock, ZoneId siteZone) {
      return DateRangeRules.resolve(shorthand, clock.withZone(siteZone));
    }

    /** The shorthand. */
    @Override
    public String toString() {
      return shorthand;
    }
  }

  /**
   * Days, both included.
   *
   * @param first the first day
   * @param last the last day
   */
  record Days(LocalDate first, LocalDate last) implements DateRange {
    /** Requires both days to be non-null. */
    public Days {
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(last, "last");
    }

    @Override
    public DayRange resolve(Clock clock, ZoneId siteZone) {
      return new DayRange(first, last);
    }

    /** Both days. */
    @Override
    public String toString() {
      return first + " to " + last;
    }
  }

  /**
   * Two moments, both included, in the form in which they are written in the request.
   *
   * @param startText the first moment, as ISO 8601 with an offset or {@code Z}
   * @param endText the last moment, as ISO 8601 with an offset or {@code Z}
   */
  record Moments(String startText, String endText) implements DateRange {
    /** Checks the form of both moments. */
    public Moments {
      DateRangeRules.moment(startText);
      DateRangeRules.moment(endText);
    }

    /** The first moment. */
    public OffsetDateTime start() {
      return DateRangeRules.moment(startText);
    }

    /** The last moment. */
    public OffsetDateTime end() {
      return DateRangeRules.moment(endText);
    }

    @Override
    public DayRange resolve(Clock clock, ZoneId siteZone) {
      return new DayRange(
          start().atZoneSameInstant(siteZone).toLocalDate(),
          end().atZoneSameInstant(siteZone).toLocalDate());
    }

    /** Both moments. */
    @Override
    public String toString() {
      return startText + " to " + endText;
    }
  }
}
