package io.github.plausible4j.stats;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of a server by its name, for example {@code v3.2.1}; it may say nothing. */
record ReleaseName(String name) {
  /** What is assumed of a server that nobody has named. */
  static final ReleaseName ASSUMED = new ReleaseName("v3.2");

  private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

  ReleaseName {
    Objects.requireNonNull(name, "serverRelease");
  }

  /** Whether it is known to be this release or an older one. */
  boolean isUpTo(int major, int minor) {
    Matcher numbers = NUMBERS.matcher(name.strip());
    if (!numbers.matches()) {
      return false;
    }
    int itsMajor = Integer.parseInt(numbers.group(1));
    return itsMajor < major || (itsMajor == major && Integer.parseInt(numbers.group(2)) <= minor);
  }
}
