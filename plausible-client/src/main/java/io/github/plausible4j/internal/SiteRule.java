package io.github.plausible4j.internal;

/** Checks the domain by which a query names its site. For internal use only. */
public final class SiteRule {
  private SiteRule() {}

  /** Adds a problem if the text cannot name a site. */
  public static void check(String site, ProblemCollector problems) {
    if (site.isBlank()) {
      problems.add("site_id", "is blank", "name the site's domain, such as blog.example.com");
    } else if (site.contains("://") || site.chars().anyMatch(Character::isWhitespace)) {
      problems.add(
          "site_id", site, "is not a domain", "write it as Plausible lists it: blog.example.com");
    }
  }
}
