package io.github.plausible4j.web;

import io.github.plausible4j.internal.Problems;
import okhttp3.HttpUrl;

/**
 * Where a page loads the script from.
 *
 * @param prefix the address, without the script's name if the name is added
 * @param whole whether nothing is added
 */
record ScriptPlace(String prefix, boolean whole) {
  /** At a server of Plausible. */
  static ScriptPlace below(String baseUrl, Problems problems) {
    HttpUrl url = HttpUrl.parse(baseUrl.strip());
    if (url == null) {
      problems.add(
          "baseUrl",
          baseUrl,
          "is not an http or https address",
          "write it as https://stats.example.org");
    } else if (url.query() != null || url.fragment() != null) {
      problems.add("baseUrl", "has a query or a fragment", "give the address without them");
    } else if (!url.username().isEmpty() || !url.password().isEmpty()) {
      problems.add("baseUrl", "holds a user name or password", "give the address without them");
    }
    String base = url == null ? "" : url.toString();
    return new ScriptPlace((base.endsWith("/") ? base : base + "/") + "js/", false);
  }

  /** Anywhere else, under a name of its own. */
  static ScriptPlace at(String url) {
    return new ScriptPlace(checked("scriptUrl", url), true);
  }

  String url(String fileName) {
    return whole ? prefix : prefix + fileName;
  }

  /** An address of the web, or a path of the page's own host. */
  static String checked(String field, String url) {
    boolean path = url.matches("/[^/\\s].*");
    if (!path && HttpUrl.parse(url) == null) {
      Problems problems = new Problems();
      problems.add(
          field,
          url,
          "is neither an http or https address nor a path",
          "write it as https://blog.example.com/stats or /stats");
      problems.throwIfAny("TrackerSnippet");
    }
    return url;
  }
}
