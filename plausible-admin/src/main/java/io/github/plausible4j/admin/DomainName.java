package io.github.plausible4j.admin;

import java.util.Locale;
import java.util.regex.Pattern;

/** The domain of a site in the form in which the application stores it. */
final class DomainName {
  private static final int LONGEST = 255;
  private static final Pattern ALLOWED = Pattern.compile("[-./:\\p{L}\\p{N}]+");

  private DomainName() {}

  /**
   * Lower-case, without scheme, {@code www.} and slashes at the end.
   *
   * @throws IllegalArgumentException if nothing or more than a domain and a path is left
   */
  static String normalise(String given) {
    String domain =
        given
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^https?://", "")
            .replaceFirst("^www\\.", "")
            .replaceFirst("/+$", "");

    if (domain.length() > LONGEST || !ALLOWED.matcher(domain).matches()) {
      throw new IllegalArgumentException(
          "domain \""
              + given
              + "\" is not a domain of at most "
              + LONGEST
              + " letters, digits, dots, slashes and hyphens; give one such as blog.example.com");
    }

    return domain;
  }
}
