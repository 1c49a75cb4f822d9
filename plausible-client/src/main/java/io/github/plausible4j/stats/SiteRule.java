package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;

/** What can name a site in a question. */
public final class SiteRule {
  private SiteRule() {}

  public static void check(String site, ProblemCollector problems) {
    if (site.isBlank()) {
      problems.add("site_id", "is blank", "name the site's domain, such as blog.example.com");
    } else if (site.contains("://") || site.chars().anyMatch(Character::isWhitespace)) {
      problems.add(
          "site_id", site, "is not a domain", "write it as Plausible lists it: blog.example.com");
    }
  }
}
