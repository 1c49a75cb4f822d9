package io.github.plausible4j.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files of an import that a command line option names. */
final class ImportDirectory {
  private ImportDirectory() {}

  /** Reads all tables of {@code SITE=DIRECTORY}. */
  static ImportedStats read(String option) throws IOException {
    int equals = option.indexOf('=');
    if (equals < 1 || equals == option.length() - 1) {
      throw new IllegalArgumentException(
          "--import \""
              + option
              + "\" is not SITE=DIRECTORY; write it as"
              + " blog.example.com=exports");
    }
    Path directory = Path.of(option.substring(equals + 1));
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("--import: " + directory + " has no CSV files");
    }
    ImportedStats.Builder stats = ImportedStats.builder(option.substring(0, equals));
    files.forEach(stats::file);
    return stats.build();
  }
}
