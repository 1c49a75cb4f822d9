package io.github.plausible4j.testkit.internal.stats.count;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.plausible4j.testkit.internal.wire.Resources;
import java.util.Map;

/** The English names of some cities; the table is cities.tsv in this package. */
final class Cities {
  private static final Map<Integer, String> NAMES =
      Resources.text(Cities.class, "cities.tsv")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .collect(
              toUnmodifiableMap(columns -> Integer.valueOf(columns[0]), columns -> columns[1]));

  private Cities() {}

  /** Empty if the city is unknown or not in the table. */
  static String name(int id) {
    return NAMES.getOrDefault(id, "");
  }
}
