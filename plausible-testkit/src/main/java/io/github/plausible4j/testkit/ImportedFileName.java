package io.github.plausible4j.testkit;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of the name of an exported file. */
record ImportedFileName(String table, LocalDate first, LocalDate last) {
  private static final Pattern NAME = Pattern.compile("(imported_[a-z_]+)_(\\d{8})_(\\d{8})\\.csv");

  static ImportedFileName of(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    try {
      if (name.matches()) {
        return new ImportedFileName(name.group(1), day(name.group(2)), day(name.group(3)));
      }
    } catch (DateTimeException e) {
      // Reported below.
    }
    throw new IllegalArgumentException(
        file
            + " does not have the name of an export of Plausible, such as"
            + " imported_pages_20250601_20250630.csv");
  }

  private static LocalDate day(String digits) {
    return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
  }
}
