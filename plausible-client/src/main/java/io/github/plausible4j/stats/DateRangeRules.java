package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves and checks date ranges. */
final class DateRangeRules {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
  // RFC 3339 with seconds and an offset, as the API's schema requires.
  private static final Pattern MOMENT_FORM =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern COUNTED = Pattern.compile("(\\d+)(d|mo)");
  private static final int MOST_DIGITS = 9;

  private DateRangeRules() {}

  static int checked(String field, int count, int most) {
    if (count < 1 || count > most) {
      throw new IllegalArgumentException(
          field + " \"" + count + "\" is outside 1 to " + most + "; use between for other ranges");
    }
    return count;
  }

  /** The problem of a range that was read from text; empty if the range is valid. */
  static String problem(DateRange range) {
    if (range instanceof DateRange.Relative relative) {
      Matcher counted = COUNTED.matcher(relative.shorthand());
      if (counted.matches()) {
        int most = counted.group(2).equals("d") ? DateRange.MAX_DAYS : DateRange.MAX_MONTHS;
        int count = count(counted.group(1));
        return count >= 1 && count <= most ? "" : "is outside 1 to " + most;
      }
      return "";
    }
    return isReversed(range) ? "ends before it starts" : "";
  }

  static void throwIfReversed(DateRange range) {
    if (isReversed(range)) {
      throw new IllegalArgumentException(
          "date range \"" + range + "\" ends before it starts; swap its ends");
    }
  }

  private static boolean isReversed(DateRange range) {
    if (range instanceof DateRange.Days days) {
      return days.last().isBefore(days.first());
    }
    return range instanceof DateRange.Moments moments && moments.end().isBefore(moments.start());
  }

  static OffsetDateTime moment(String text) {
    if (MOMENT_FORM.matcher(text).matches()) {
      try {
        return OffsetDateTime.parse(text, MOMENT);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(notAMoment(text), e);
      }
    }
    throw new IllegalArgumentException(notAMoment(text));
  }

  private static String notAMoment(String text) {
    return "date-time "
        + ProblemCollector.quoted(text)
        + " is not ISO 8601 with seconds and an offset; write it as 2026-11-22T12:00:00+01:00";
  }

  static DayRange resolve(String shorthand, Clock siteClock) {
    ZonedDateTime now = ZonedDateTime.now(siteClock);
    LocalDate today = now.toLocalDate();
    YearMonth month = YearMonth.from(today);
    return switch (shorthand) {
      case "day" -> new DayRange(today, today);
      case "24h" -> new DayRange(now.minus(Duration.ofHours(24)).toLocalDate(), today);
      case "month" -> new DayRange(month.atDay(1), month.atEndOfMonth());
      case "year" ->
          new DayRange(today.withDayOfYear(1), today.withDayOfYear(today.lengthOfYear()));
      case "all" -> new DayRange(LocalDate.MIN, today);
      default -> counted(shorthand, today, month);
    };
  }

  private static DayRange counted(String shorthand, LocalDate today, YearMonth month) {
    Matcher counted = COUNTED.matcher(shorthand);
    if (!counted.matches()) {
      throw new IllegalStateException(shorthand + " passed the check of its form");
    }
    int count = count(counted.group(1));
    return counted.group(2).equals("d")
        ? new DayRange(today.minusDays(count), today.minusDays(1))
        : new DayRange(month.minusMonths(count).atDay(1), month.minusMonths(1).atEndOfMonth());
  }

  private static int count(String digits) {
    return digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
