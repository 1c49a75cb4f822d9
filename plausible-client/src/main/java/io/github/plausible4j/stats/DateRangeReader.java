package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.ProblemCollector;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code date_range}. */
final class DateRangeReader {
  private static final String POINTER = "#/date_range";

  private final ProblemCollector problems;

  DateRangeReader(ProblemCollector problems) {
    this.problems = problems;
  }

  @Nullable DateRange read(@Nullable JsonNode json) {
    if (json == null) {
      problems.add(POINTER, "is missing", "write one such as \"7d\"");
      return null;
    }
    if (json.isTextual()) {
      return shorthand(json.textValue());
    }
    if (json.isArray() && json.size() == 2 && json.get(0).isTextual() && json.get(1).isTextual()) {
      return pair(json.get(0).textValue(), json.get(1).textValue());
    }
    problems.add(
        POINTER,
        json,
        "is not a date range",
        "write a shorthand such as \"7d\" or a list of two dates or two date-times");
    return null;
  }

  private @Nullable DateRange shorthand(String text) {
    if (DateRange.Relative.SHORTHAND.matcher(text).matches()) {
      return new DateRange.Relative(text);
    }
    problems.add(
        POINTER, text, "is not a shorthand", "write day, 24h, 7d, 6mo, month, year or all");
    return null;
  }

  private @Nullable DateRange pair(String first, String last) {
    Optional<LocalDate> firstDay = day(first);
    Optional<LocalDate> lastDay = day(last);
    if (firstDay.isPresent() && lastDay.isPresent()) {
      return new DateRange.Days(firstDay.get(), lastDay.get());
    }
    if (firstDay.isPresent() != lastDay.isPresent()) {
      boolean dayFirst = firstDay.isPresent();
      problems.add(
          POINTER + (dayFirst ? "/1" : "/0"),
          dayFirst ? last : first,
          "does not go with " + (dayFirst ? first : last),
          "write two dates, or two date-times with offsets");
      return null;
    }
    boolean firstReadable = isMoment(first, "/0");
    boolean lastReadable = isMoment(last, "/1");
    return firstReadable && lastReadable ? new DateRange.Moments(first, last) : null;
  }

  private boolean isMoment(String text, String step) {
    try {
      DateRangeRules.moment(text);
      return true;
    } catch (IllegalArgumentException e) {
      problems.add(
          POINTER + step,
          text,
          "is neither a date nor a date-time with an offset",
          "write 2026-11-22, or 2026-11-22T12:00:00+01:00");
      return false;
    }
  }

  private static Optional<LocalDate> day(String text) {
    if (text.length() != "2026-11-22".length()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
