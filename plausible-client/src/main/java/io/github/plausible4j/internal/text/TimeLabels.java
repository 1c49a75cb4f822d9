package io.github.plausible4j.internal.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** Reads the labels of rows that are times. For internal use only. */
public final class TimeLabels {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final int DATE_LENGTH = 10;

  private TimeLabels() {}

  /**
   * Parses a day, or the day of a time.
   *
   * @throws IllegalStateException if the label is not one
   */
  public static LocalDate date(Object field, String text) {
    return parse(
        field,
        text,
        "date",
        label -> LocalDate.parse(label.substring(0, Math.min(DATE_LENGTH, label.length()))));
  }

  /**
   * Parses a time, or the start of a day.
   *
   * @throws IllegalStateException if the label is not one
   */
  public static LocalDateTime dateTime(Object field, String text) {
    return parse(
        field,
        text,
        "time",
        label ->
            label.length() == DATE_LENGTH
                ? LocalDate.parse(label).atStartOfDay()
                : LocalDateTime.parse(label, TIME));
  }

  private static <T> T parse(Object field, String text, String what, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      throw new IllegalStateException(field + " \"" + text + "\" is not a " + what, e);
    }
  }
}
