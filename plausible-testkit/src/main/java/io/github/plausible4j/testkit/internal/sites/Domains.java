package io.github.plausible4j.testkit.internal.sites;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates the domains of sites. */
final class Domains {
  private static final Pattern ALLOWED = Pattern.compile("[-./:\\p{L}\\d\\\\]*");
  private static final Pattern RESERVED = Pattern.compile("[:?#\\[\\]@!$&'()*+,;=]");

  private Domains() {}

  /** Cleans a text that was entered as a domain. */
  static String clean(String text) {
    String domain = text.trim().toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    domain = domain.replaceAll("^/+|/+$", "");
    return domain.startsWith("www.") ? domain.substring(4) : domain;
  }

  /** The problem of a cleaned domain, or null. */
  static @Nullable String problem(String domain) {
    if (domain.isEmpty()) {
      return "domain: can't be blank";
    }
    if (!ALLOWED.matcher(domain).matches()) {
      return "domain: only letters, numbers, slashes and period allowed";
    }
    return RESERVED.matcher(domain).find()
        ? "domain: must not contain URI reserved characters (:?#[]@!$&'()*+,;=)"
        : null;
  }
}
