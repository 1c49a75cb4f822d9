package io.github.plausible4j.testkit.internal.stats.legacy;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code period}, {@code date} and {@code interval}. The current day is that of UTC. */
final class LegacyPeriod {
  private static final String MORE = " See https://plausible.io/docs/stats-api#time-periods";
  private static final Set<String> PERIODS =
      Set.of("day", "7d", "30d", "month", "6mo", "12mo", "custom");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private LegacyPeriod() {}

  static TimeRange read(Map<String, String> parameters, Instant now, ZoneId zone) {
    String period = parameters.getOrDefault("period", "30d");
    if (!PERIODS.contains(period)) {
      throw RefusedQuery.invalid(
          "Error parsing `period` parameter: invalid period `"
              + period
              + "`. Please find accepted values in our docs:"
              + " https://plausible.io/docs/stats-api#time-periods");
    }
    String date = parameters.get("date");
    if (period.equals("custom")) {
      return custom(date, zone);
    }
    LocalDate day = date == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : day(date);
    YearMonth month = YearMonth.from(day);
    return switch (period) {
      case "day" -> TimeRange.ofDates(day, day, zone);
      case "7d" -> TimeRange.ofDates(day.minusDays(7), day.minusDays(1), zone);
      case "30d" -> TimeRange.ofDates(day.minusDays(30), day.minusDays(1), zone);
      case "month" -> months(month, month, zone);
      case "6mo" -> months(month.minusMonths(6), month.minusMonths(1), zone);
      default -> months(month.minusMonths(12), month.minusMonths(1), zone);
    };
  }

  private static TimeRange months(YearMonth from, YearMonth to, ZoneId zone) {
    return TimeRange.ofDates(from.atDay(1), to.atEndOfMonth(), zone);
  }

  private static TimeRange custom(@Nullable String dates, ZoneId zone) {
    if (dates == null) {
      throw RefusedQuery.invalid(
          "The `date` parameter is required when using a custom period." + MORE);
    }
    List<String> pair = List.of(dates.split(",", -1));
    if (pair.size() == 2) {
      LocalDate from = dayOrNull(pair.get(0).strip());
      LocalDate to = dayOrNull(pair.get(1).strip());
      if (from != null && to != null) {
        return TimeRange.ofDates(from, to, zone);
      }
    }
    throw RefusedQuery.invalid(
        "Invalid format for `date` parameter. When using a custom period, please include two"
            + " ISO-8601 formatted dates joined by a comma."
            + MORE);
  }

  private static LocalDate day(String text) {
    LocalDate day = dayOrNull(text);
    if (day == null) {
      String reason = DATE.matcher(text).matches() ? "invalid_date" : "invalid_format";
      throw RefusedQuery.invalid(
          "Error parsing `date` parameter: "
              + reason
              + ". Please specify a valid date in ISO-8601 format.");
    }
    return day;
  }

  private static @Nullable LocalDate dayOrNull(String text) {
    try {
      return DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The requested interval, or the default interval of the period. */
  static Dimension interval(Map<String, String> parameters) {
    String interval = parameters.get("interval");
    if (interval == null) {
      return switch (parameters.getOrDefault("period", "30d")) {
        case "day" -> Dimension.HOUR;
        case "6mo", "12mo" -> Dimension.MONTH;
        default -> Dimension.DAY;
      };
    }
    return switch (interval) {
      case "day", "date" -> Dimension.DAY;
      case "month" -> Dimension.MONTH;
      default ->
          throw RefusedQuery.invalid(
              "Error parsing `interval` parameter: invalid interval `"
                  + interval
                  + "`. Valid intervals are `day`, `month`");
    };
  }

  /** The previous period of the same number of days, counted from today at the latest. */
  static TimeRange previous(TimeRange range, Instant now, ZoneId zone) {
    LocalDate first = range.firstDate(zone);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate last = range.lastDate(zone);
    LocalDate until = last.isAfter(today) ? today : last;
    long days = until.toEpochDay() - first.toEpochDay() + 1;
    return TimeRange.ofDates(first.minusDays(days), until.minusDays(days), zone);
  }
}
