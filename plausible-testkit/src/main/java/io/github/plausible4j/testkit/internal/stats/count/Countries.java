package io.github.plausible4j.testkit.internal.stats.count;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The English names of countries, as far as the JDK knows them. */
final class Countries {
  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    Arrays.stream(Locale.getISOCountries())
        .forEach(
            code ->
                NAMES.put(
                    code,
                    new Locale.Builder()
                        .setRegion(code)
                        .build()
                        .getDisplayCountry(Locale.ENGLISH)));
  }

  private Countries() {}

  /** Empty for an unknown country. */
  static String name(String code) {
    return NAMES.getOrDefault(code, "");
  }
}
