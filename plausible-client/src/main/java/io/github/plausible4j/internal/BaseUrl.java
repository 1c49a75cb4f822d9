package io.github.plausible4j.internal;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What may be said about where Plausible answers. For internal use only. */
public final class BaseUrl {
  private BaseUrl() {}

  /**
   * Reads a base address.
   *
   * @return it with a slash at its end; null if it is none, which then is among the problems, as is
   *     whatever else is wrong with it
   */
  public static @Nullable HttpUrl check(String text, ProblemCollector problems) {
    HttpUrl url = HttpUrl.parse(text.strip());
    if (url == null) {
      problems.add(
          "baseUrl",
          text,
          "is not an http or https address",
          "write it as https://stats.example.org");
      return null;
    }
    if (url.query() != null || url.fragment() != null) {
      problems.add("baseUrl", "has a query or a fragment", "give the address without them");
    } else if (!url.username().isEmpty() || !url.password().isEmpty()) {
      problems.add(
          "baseUrl",
          "holds a user name or password",
          "give the address without them, and to a client by an OkHttp authenticator");
    }
    return url.encodedPath().endsWith("/") ? url : url.newBuilder().addPathSegment("").build();
  }
}
