package io.github.plausible4j.web;

import io.github.plausible4j.internal.BaseUrl;
import io.github.plausible4j.internal.ProblemCollector;
import okhttp3.HttpUrl;

/**
 * The place from which a page loads the script.
 *
 * @param prefix the address, without the script's name if the name is added
 * @param whole whether the prefix is the complete address
 */
record ScriptPlace(String prefix, boolean whole) {
  /** A script at a Plausible server. */
  static ScriptPlace below(String baseUrl, ProblemCollector problems) {
    // Without an address there are problems, and the place is not used.
    HttpUrl url = BaseUrl.check(baseUrl, problems);
    return new ScriptPlace(url + "js/", false);
  }

  /** A script at another address, with any name. */
  static ScriptPlace at(String url) {
    return new ScriptPlace(checked("scriptUrl", url), true);
  }

  /** Whether the server is at the root of its host. */
  boolean isAtRoot() {
    return HttpUrl.get(prefix).encodedPath().equals("/js/");
  }

  /** The address at which the server of the script accepts events. */
  String endpoint() {
    return prefix.replaceFirst("js/$", "api/event");
  }

  /** The address to which the script sends events by default: below the root of its own host. */
  static String defaultEndpoint(String scriptUrl) {
    HttpUrl url = HttpUrl.parse(scriptUrl);
    return url == null ? "/api/event" : String.valueOf(url.resolve("/api/event"));
  }

  String url(String fileName) {
    return whole ? prefix : prefix + fileName;
  }

  /** An http or https address, or a path of the page's own host. */
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
