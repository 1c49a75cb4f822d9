package io.github.plausible4j.samples.charts;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Shortens labels to fit below a chart. */
final class Labels {
  private static final int LONGEST = 24;
  private static final int LENGTH_OF_A_DATE = "2026-11-01".length();
  private static final int END_OF_MINUTES = "2026-11-01 13:00".length();
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private Labels() {}

  /** The shortened labels; unchanged if two would become equal, such as days of two years. */
  static List<String> shortened(List<String> labels, boolean time) {
    List<String> shorter = labels.stream().map(time ? Labels::moment : Labels::cut).toList();
    return new HashSet<>(shorter).size() == labels.size() ? shorter : labels;
  }

  /** A day without the year, or a time without seconds. */
  private static String moment(String label) {
    if (label.length() < LENGTH_OF_A_DATE) {
      return label;
    }
    try {
      String day = LocalDate.parse(label.substring(0, LENGTH_OF_A_DATE)).format(DAY);
      return day + label.substring(LENGTH_OF_A_DATE, Math.min(label.length(), END_OF_MINUTES));
    } catch (DateTimeParseException notADate) {
      return label;
    }
  }

  private static String cut(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
