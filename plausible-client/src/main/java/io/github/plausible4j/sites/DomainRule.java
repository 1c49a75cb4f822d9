package io.github.plausible4j.sites;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What every Plausible server takes as the domain of a site: letters, digits, hyphens, dots and
 * slashes. A scheme, a leading {@code www.} and slashes around it are cut off by the server before
 * it looks.
 */
public final class DomainRule {
  private static final Pattern WRAPPING = Pattern.compile("^https?://|^/+|/+$");
  private static final Pattern ALLOWED = Pattern.compile("[-./\\p{L}\\p{Nd}]+");
  private static final String REMEDY = "give the domain as in blog.example.com or example.com/blog";

  private DomainRule() {}

  /** Adds a problem if no server would make a site of that domain. */
  public static void check(ProblemCollector problems, String field, String domain) {
    String bare = WRAPPING.matcher(domain.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    if (bare.isEmpty() || bare.equals("www.")) {
      problems.add(field, domain, "is blank", REMEDY);
    } else if (!ALLOWED.matcher(bare).matches()) {
      problems.add(field, domain, "has other characters than letters, digits and - . /", REMEDY);
    }
  }

  /** Adds a problem if that cannot name a site that exists. */
  public static void checkExisting(ProblemCollector problems, String field, String domain) {
    if (domain.contains("://")) {
      problems.add(field, domain, "is an address, not a domain", REMEDY);
    } else {
      check(problems, field, domain);
    }
  }
}
