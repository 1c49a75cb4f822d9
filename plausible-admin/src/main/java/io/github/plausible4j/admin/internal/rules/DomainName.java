package io.github.plausible4j.admin.internal.rules;

import java.util.Locale;
import java.util.regex.Pattern;

/** The domain of a site in the form in which the application stores it. For internal use only. */
public final class DomainName {
  private static final Pattern ALLOWED = Pattern.compile("[-./\\p{L}\\p{Nd}]+");

  private DomainName() {}

  /**
   * Normalizes a domain: lower case, without scheme, {@code www.} and slashes around it.
   *
   * @throws IllegalArgumentException if the rest is not a domain with an optional path
   */
  public static String normalise(String given) {
    String domain = sought(given);
    if (domain.length() > TextRules.LONGEST || !ALLOWED.matcher(domain).matches()) {
      throw new IllegalArgumentException(
          "domain \""
              + TextRules.cut(given)
              + "\" is not a domain of at most "
              + TextRules.LONGEST
              + " letters, digits, dots, slashes and hyphens, without a port; use one such as"
              + " blog.example.com");
    }
    return domain;
  }

  /** Normalizes the domain of an existing site. Early releases allowed a port in a domain. */
  public static String sought(String given) {
    return TextRules.sought("domain", given)
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^(http://)+", "")
        .replaceFirst("^(https://)+", "")
        .replaceFirst("^/+", "")
        .replaceFirst("/+$", "")
        .replaceFirst("^(www\\.)+", "");
  }
}
