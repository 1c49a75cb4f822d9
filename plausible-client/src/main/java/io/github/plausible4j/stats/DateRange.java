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
 * The time that a query looks at. Shorthands are resolved by the server in the site's time zone;
 * {@link #resolve} tells what they mean.
 */
public sealed interface DateRange permits DateRange.Relative, DateRange.Days, DateRange.Moments {
  /** Most days that {@link #lastDays} takes. */
  int MAX_DAYS = 5000;

  /** Most months that {@link #lastMonths} takes. */
  int MAX_MONTHS = 100;

  /** Today, up to its end: {@code day}. */
  static DateRange today() {
    return new Relative("day");
  }

  /** From 24 hours ago to now: {@code 24h}. Since 2026; 3.2.0 and older refuse it. */
  static DateRange last24Hours() {
    return new Relative("24h");
  }

  /**
   * The days that end yesterday, without today: {@code 7d}. 2.1 knows 7 and 30 alone.
   *
   * @param days 1 to 5000
   * @throws IllegalArgumentException if it is outside
   */
  static DateRange lastDays(int days) {
    return new Relative(DateRangeRules.checked("lastDays", days, MAX_DAYS) + "d");
  }

  /**
   * The whole months that end with the previous one, without this month: {@code 6mo}. 2.1 knows 6
   * and 12 alone.
   *
   * @param months 1 to 100
   * @throws IllegalArgumentException if it is outside
   */
  static DateRange lastMonths(int months) {
    return new Relative(DateRangeRules.checked("lastMonths", months, MAX_MONTHS) + "mo");
  }

  /** This calendar month, its days to come too: {@code month}. */
  static DateRange month() {
    return new Relative("month");
  }

  /** This calendar year, its days to come too: {@code year}. */
  static DateRange year() {
    return new Relative("year");
  }

  /** Since the site's first event, up to today: {@code all}. */
  static DateRange all() {
    return new Relative("all");
  }

  /** One day in the site's time zone. */
  static DateRange day(LocalDate day) {
    return between(day, day);
  }

  /**
   * Days in the site's time zone, both included.
   *
   * @throws IllegalArgumentException if the last is before the first: the server would find nothing
   */
  static DateRange between(LocalDate first, LocalDate last) {
    Days days = new Days(first, last);
    DateRangeRules.throwIfReversed(days);
    return days;
  }

  /**
   * From one moment to another, both included, in whole seconds.
   *
   * @throws IllegalArgumentException if the end is before the start: the server would find nothing
   */
  static DateRange between(OffsetDateTime start, OffsetDateTime end) {
    DateTimeFormatter format = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    Moments moments = new Moments(format.format(start), format.format(end));
    DateRangeRules.throwIfReversed(moments);
    return moments;
  }

  /**
   * The days that this range touches, if it is asked now.
   *
   * @param clock tells now
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

    /** Checks the form, not how many days or months. */
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
    /** Checks that nothing is null. */
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
   * Two moments, both included, as they are written in the request.
   *
   * @param startText the first, as ISO 8601 with an offset or {@code Z}
   * @param endText the last, as ISO 8601 with an offset or {@code Z}
   */
  record Moments(String startText, String endText) implements DateRange {
    /** Checks that both are moments. */
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
