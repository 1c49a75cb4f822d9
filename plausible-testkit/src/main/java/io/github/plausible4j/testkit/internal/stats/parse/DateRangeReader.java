package io.github.plausible4j.testkit.internal.stats.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;
import io.github.plausible4j.testkit.internal.stats.query.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code date_range}: a shorthand, two days, or two times with an offset. */
final class DateRangeReader {
  private static final Set<String> WORDS = Set.of("day", "month", "year", "all");
  private static final Pattern LAST = Pattern.compile("(\\d+)(d|mo)");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?)"
              + "(Z|[+-]\\d\\d(?::?\\d\\d)?)?");
  private static final int MOST_DAYS = 5_000;
  private static final int MOST_MONTHS = 100;

  private DateRangeReader() {}

  /** Whether the value has the form of a range. Its values are checked when it is read. */
  static boolean isWellFormed(JsonNode range, StatsEdition edition) {
    if (range.isTextual()) {
      return WORDS.contains(range.textValue())
          || (edition.afterRelease32() && range.textValue().equals("24h"))
          || LAST.matcher(range.textValue()).matches();
    }
    if (!range.isArray() || range.size() != 2) {
      return false;
    }
    String from = range.get(0).textValue();
    String to = range.get(1).textValue();
    if (from == null || to == null) {
      return false;
    }
    return (dateOf(from) != null && dateOf(to) != null) || (isMoment(from) && isMoment(to));
  }

  /**
   * The range, relative to the current day of the site.
   *
   * @param start the first day of {@code all}
   */
  static TimeRange read(
      JsonNode range, Instant now, ZoneId zone, StatsEdition edition, Supplier<LocalDate> start) {
    if (range.isArray()) {
      return readPair(range, zone);
    }
    LocalDate today = LocalDate.ofInstant(now, zone);
    return switch (range.textValue()) {
      case "24h" -> TimeRange.of(now.minus(Duration.ofHours(24)), now);
      case "day" -> day(today, now, zone, edition);
      case "month" -> ofMonths(YearMonth.from(today), YearMonth.from(today), zone);
      case "year" ->
          TimeRange.ofDates(
              today.withDayOfYear(1), today.withDayOfYear(today.lengthOfYear()), zone);
      case "all" -> TimeRange.ofDates(start.get(), today, zone);
      default -> readLast(range, today, zone);
    };
  }

  /** The current day, to its end, or since 3.2 until now. */
  private static TimeRange day(LocalDate today, Instant now, ZoneId zone, StatsEdition edition) {
    TimeRange day = TimeRange.ofDates(today, today, zone);
    return edition.afterRelease32() ? TimeRange.of(day.first(), now) : day;
  }

  private static TimeRange readLast(JsonNode range, LocalDate today, ZoneId zone) {
    Matcher last = LAST.matcher(range.textValue());
    if (last.matches() && last.group(1).length() < 10) {
      int number = Integer.parseInt(last.group(1));
      if (last.group(2).equals("d") && number >= 1 && number <= MOST_DAYS) {
        return TimeRange.ofDates(today.minusDays(number), today.minusDays(1), zone);
      }
      if (last.group(2).equals("mo") && number >= 1 && number <= MOST_MONTHS) {
        YearMonth month = YearMonth.from(today);
        return ofMonths(month.minusMonths(number), month.minusMonths(1), zone);
      }
    }
    throw RefusedQuery.invalid("Invalid date_range " + ElixirTerm.inspect(range));
  }

  private static TimeRange ofMonths(YearMonth from, YearMonth to, ZoneId zone) {
    return TimeRange.ofDates(from.atDay(1), to.atEndOfMonth(), zone);
  }

  private static TimeRange readPair(JsonNode pair, ZoneId zone) {
    LocalDate firstDay = dateOf(pair.get(0).textValue());
    LocalDate lastDay = dateOf(pair.get(1).textValue());
    if (firstDay != null && lastDay != null) {
      return TimeRange.ofDates(firstDay, lastDay, zone);
    }
    Instant from = instantOf(pair.get(0).textValue());
    Instant to = instantOf(pair.get(1).textValue());
    if (from == null || to == null) {
      throw RefusedQuery.invalid("Invalid date_range '" + ElixirTerm.inspect(pair) + "'.");
    }
    return TimeRange.of(from, to);
  }

  private static @Nullable LocalDate dateOf(String text) {
    try {
      return DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean isMoment(String text) {
    Matcher moment = MOMENT.matcher(text.toUpperCase(Locale.ROOT));
    try {
      return moment.matches()
          && LocalDateTime.parse(localPart(moment)) != null
          && (moment.group(3) == null || offsetSeconds(moment.group(3)) != null);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String localPart(Matcher moment) {
    return moment.group(1) + "T" + moment.group(2).replace(',', '.');
  }

  private static @Nullable Instant instantOf(String text) {
    Matcher moment = MOMENT.matcher(text);
    if (!moment.matches() || moment.group(3) == null) {
      return null;
    }
    Integer offset = offsetSeconds(moment.group(3));
    try {
      return offset == null
          ? null
          : LocalDateTime.parse(localPart(moment)).toInstant(ZoneOffset.UTC).minusSeconds(offset);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** An offset of less than a day, more than ZoneOffset accepts; null for anything else. */
  private static @Nullable Integer offsetSeconds(String offset) {
    if (offset.equals("Z")) {
      return 0;
    }
    String digits = offset.substring(1).replace(":", "");
    int hours = Integer.parseInt(digits.substring(0, 2));
    int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0;
    if (hours > 23 || minutes > 59) {
      return null;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return offset.startsWith("-") ? -seconds : seconds;
  }
}
