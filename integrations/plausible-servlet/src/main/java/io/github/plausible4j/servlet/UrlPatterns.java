package io.github.plausible4j.servlet;

import java.util.ArrayList;
import java.util.List;

/** URL patterns as in servlet mappings: exact, prefix and suffix. */
record UrlPatterns(List<String> patterns) {
  static final UrlPatterns NONE = new UrlPatterns(List.of());

  UrlPatterns {
    patterns = List.copyOf(patterns);
  }

  /**
   * A copy with further patterns.
   *
   * @throws IllegalArgumentException if one is not a pattern
   */
  UrlPatterns and(String property, String... more) {
    List<String> all = new ArrayList<>(patterns);
    for (String pattern : more) {
      all.add(require(property, pattern));
    }
    return new UrlPatterns(all);
  }

  private static String require(String property, String pattern) {
    boolean suffix = pattern.startsWith("*.") && pattern.length() > 2;
    int star = pattern.indexOf('*', suffix ? 1 : 0);
    boolean starIsLast = star == pattern.length() - 1 && pattern.endsWith("/*");
    boolean path = pattern.startsWith("/") && (star < 0 || starIsLast);
    if (!path && !(suffix && star < 0)) {
      throw new IllegalArgumentException(
          property
              + " \""
              + pattern
              + "\" is not a URL pattern; use a path such as /about, a prefix such as /admin/*"
              + " or a suffix such as *.html");
    }
    return pattern;
  }

  boolean matches(String path) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, path));
  }

  private static boolean matches(String pattern, String path) {
    if (pattern.startsWith("*")) {
      return path.endsWith(pattern.substring(1));
    }
    if (pattern.endsWith("/*")) {
      String prefix = pattern.substring(0, pattern.length() - 2);
      return path.equals(prefix) || path.startsWith(prefix + "/");
    }
    return path.equals(pattern);
  }
}
