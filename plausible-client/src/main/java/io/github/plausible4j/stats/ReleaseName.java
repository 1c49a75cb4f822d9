package io.github.plausible4j.stats;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a server's release, for example {@code v3.2.1}. It may have no version. */
record ReleaseName(String name) {
  /** The release that is assumed if the caller names none. */
  static final ReleaseName ASSUMED = new ReleaseName("v3.2");

  private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

  ReleaseName {
    Objects.requireNonNull(name, "serverRelease");
  }

  /** Whether the name says that it is this release or an older one. */
  boolean isUpTo(int major, int minor) {
    Matcher numbers = NUMBERS.matcher(name.strip());
    if (!numbers.matches()) {
      return false;
    }
    int itsMajor = Integer.parseInt(numbers.group(1));
    return itsMajor < major || (itsMajor == major && Integer.parseInt(numbers.group(2)) <= minor);
  }
}
