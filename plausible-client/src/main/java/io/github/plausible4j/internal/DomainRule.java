package io.github.plausible4j.internal;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks the domain of a site as every Plausible server does: it may have letters, digits, hyphens,
 * dots and slashes. The server first removes a scheme, a leading {@code www.} and slashes at both
 * ends. For internal use only.
 */
public final class DomainRule {
  private static final Pattern WRAPPING = Pattern.compile("^https?://|^/+|/+$");
  private static final Pattern ALLOWED = Pattern.compile("[-./\\p{L}\\p{Nd}]+");

  /** More than a domain (253) with any reasonable path. */
  private static final int LONGEST = 1_000;

  private static final String REMEDY = "use a domain such as blog.example.com or example.com/blog";

  private DomainRule() {}

  /** Adds a problem if no server would create a site with that domain. */
  public static void check(ProblemCollector problems, String field, String domain) {
    if (domain.length() > LONGEST) {
      problems.add(field, domain, "has over " + LONGEST + " characters", REMEDY);
      return;
    }
    String bare = WRAPPING.matcher(domain.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    if (bare.isEmpty() || bare.equals("www.")) {
      problems.add(field, domain, "is blank", REMEDY);
    } else if (!ALLOWED.matcher(bare).matches()) {
      problems.add(field, domain, "has characters other than letters, digits and - . /", REMEDY);
    }
  }

  /** Adds a problem if no existing site can have that domain. */
  public static void checkExisting(ProblemCollector problems, String field, String domain) {
    if (domain.contains("://")) {
      problems.add(field, domain, "is an address, not a domain", REMEDY);
    } else {
      check(problems, field, domain);
    }
  }
}
