package io.github.plausible4j.internal;

import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Checks the base address of a Plausible server. For internal use only. */
public final class BaseUrl {
  private static final int LONGEST = 2_000;
  private static final String REMEDY = "write it as https://stats.example.org";

  private BaseUrl() {}

  /**
   * Parses a base address and adds its problems to the others.
   *
   * @return the address with a slash at its end; null if it cannot be read
   */
  public static @Nullable HttpUrl check(@Nullable String text, ProblemCollector problems) {
    if (text == null) {
      problems.add("baseUrl", "is null", REMEDY);
      return null;
    }
    if (text.length() > LONGEST) {
      problems.add("baseUrl", shown(text), "has over 2,000 characters", REMEDY);
      return null;
    }
    HttpUrl url = HttpUrl.parse(text.strip());
    if (url == null) {
      problems.add("baseUrl", shown(text), "is not an http or https address", REMEDY);
      return null;
    }
    checkParts(url, problems);
    return url.encodedPath().endsWith("/") ? url : url.newBuilder().addPathSegment("").build();
  }

  private static void checkParts(HttpUrl url, ProblemCollector problems) {
    if (url.query() != null || url.fragment() != null) {
      problems.add("baseUrl", "has a query or a fragment", "use the address without them");
    } else if (!url.username().isEmpty() || !url.password().isEmpty()) {
      problems.add(
          "baseUrl",
          "has a user name or password",
          "use the address without them, and set an authenticator on your OkHttp client");
    }
    List<String> path = url.pathSegments();
    int api = path.indexOf("api");
    if (api >= 0 && (api == path.size() - 1 || isRoute(path.get(api + 1)))) {
      problems.add(
          "baseUrl",
          shown(url.toString()),
          "ends with a route of the API",
          "use the address up to /" + String.join("/", path.subList(0, api)));
    }
  }

  private static boolean isRoute(String segment) {
    return List.of("", "event", "health", "v1", "v2", "stats", "plugins", "system")
        .contains(segment);
  }

  /** A base address for a message or toString: without anything that may be a password. */
  public static String shown(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    // In a text that cannot be parsed the password can be anywhere before the last at sign.
    return text.indexOf('@') >= 0
        ? "(not shown, it may have a password)"
        : UrlText.withoutSecrets(text);
  }
}
