package io.github.plausible4j.stats;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** Reads what rows are called, where that is a time or an id. */
public final class Labels {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final int DATE_LENGTH = 10;

  private Labels() {}

  public static LocalDate date(Object field, String text) {
    return parse(
        field,
        text,
        "date",
        label -> LocalDate.parse(label.substring(0, Math.min(DATE_LENGTH, label.length()))));
  }

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

  static long id(Object field, String text) {
    return parse(field, text, "id", Long::parseLong);
  }

  private static <T> T parse(Object field, String text, String what, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalStateException(field + " \"" + text + "\" is no " + what, e);
    }
  }
}
