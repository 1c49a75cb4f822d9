package io.github.plausible4j;

import io.github.plausible4j.internal.Problems;
import okhttp3.HttpUrl;

/** Checks the settings of a client, all of them at once. */
final class Settings {
  private Settings() {}

  static HttpUrl check(Plausible.Builder builder, String baseUrl) {
    Problems problems = new Problems();
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
      problems.add(
          "baseUrl", "holds a user name or password", "hand them in by an OkHttp authenticator");
    }
    if (builder.callTimeout.isNegative() || builder.callTimeout.isZero()) {
      problems.add(
          "callTimeout", builder.callTimeout, "is not positive", "give a duration such as 30 s");
    }
    if (builder.apiKey != null && !isHeaderSafe(builder.apiKey)) {
      problems.add(
          "apiKey",
          "is blank or has characters no key has",
          "copy it again from the settings page");
    }
    if (!isHeaderSafe(builder.userAgent)) {
      problems.add(
          "userAgent", builder.userAgent, "is blank or not printable ASCII", "use plain letters");
    }
    if (builder.defaultSite != null && !builder.defaultSite.matches("[^\\s,]+")) {
      problems.add(
          "defaultSite", builder.defaultSite, "is not one domain", "give it as Plausible shows it");
    }
    problems.throwIfAny("Plausible");
    if (url == null) {
      throw new IllegalStateException("a missing URL is a problem that was thrown");
    }
    return url.encodedPath().endsWith("/") ? url : url.newBuilder().addPathSegment("").build();
  }

  private static boolean isHeaderSafe(String text) {
    return !text.isBlank() && text.chars().allMatch(c -> c >= ' ' && c < 127);
  }
}
