package io.github.plausible4j.internal;

import org.jspecify.annotations.Nullable;

/** Checks the domain of the site in a query. For internal use only. */
public final class SiteRule {
  private SiteRule() {}

  /** Adds a problem if the text cannot be the domain of a site. */
  public static void check(@Nullable String site, ProblemCollector problems) {
    if (site == null || site.isBlank()) {
      String rule = site == null ? "is null" : "is blank";
      problems.add("site_id", rule, "name the site's domain, such as blog.example.com");
    } else if (site.contains("://") || site.chars().anyMatch(Character::isWhitespace)) {
      problems.add(
          "site_id", site, "is not a domain", "write it as Plausible lists it: blog.example.com");
    }
  }
}
