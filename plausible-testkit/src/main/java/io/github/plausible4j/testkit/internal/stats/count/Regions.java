package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.wire.Resources;
import java.util.HashMap;
import java.util.Map;

/** The English names of regions; the table is regions.tsv in this package. */
final class Regions {
  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    Resources.text(Regions.class, "regions.tsv")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(Regions::add);
  }

  private Regions() {}

  /** Parses a line: the country, then the code and name of each region. */
  private static void add(String line) {
    String[] columns = line.split("\t", -1);
    for (int i = 1; i < columns.length; i++) {
      int equals = columns[i].indexOf('=');
      NAMES.put(
          columns[0] + "-" + columns[i].substring(0, equals), columns[i].substring(equals + 1));
    }
  }

  /** Empty for an unknown region. */
  static String name(String code) {
    return NAMES.getOrDefault(code, "");
  }
}
