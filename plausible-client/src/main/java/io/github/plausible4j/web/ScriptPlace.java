package io.github.plausible4j.web;

import io.github.plausible4j.internal.BaseUrl;
import io.github.plausible4j.internal.ProblemCollector;
import okhttp3.HttpUrl;

/**
 * Where a page loads the script from.
 *
 * @param prefix the address, without the script's name if the name is added
 * @param whole whether nothing is added
 */
record ScriptPlace(String prefix, boolean whole) {
  /** At a server of Plausible. */
  static ScriptPlace below(String baseUrl, ProblemCollector problems) {
    // Without an address there are problems, with which no place is used.
    HttpUrl url = BaseUrl.check(baseUrl, problems);
    return new ScriptPlace(url + "js/", false);
  }

  /** At another address, under a name of its own. */
  static ScriptPlace at(String url) {
    return new ScriptPlace(checked("scriptUrl", url), true);
  }

  /** Whether the server is not below a path of its host. */
  boolean isAtRoot() {
    return HttpUrl.get(prefix).encodedPath().equals("/js/");
  }

  /** Where the server of the script takes events. */
  String endpoint() {
    return prefix.replaceFirst("js/$", "api/event");
  }

  /** Where the script sends events unless it is configured: below the root of its own host. */
  static String defaultEndpoint(String scriptUrl) {
    HttpUrl url = HttpUrl.parse(scriptUrl);
    return url == null ? "/api/event" : String.valueOf(url.resolve("/api/event"));
  }

  String url(String fileName) {
    return whole ? prefix : prefix + fileName;
  }

  /** An address of the web, or a path of the page's own host. */
  static String checked(String field, String url) {
    boolean path = url.matches("/[^/\\s].*");
    if (!path && HttpUrl.parse(url) == null) {
      ProblemCollector problems = new ProblemCollector();
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
