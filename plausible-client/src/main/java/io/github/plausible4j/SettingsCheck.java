package io.github.plausible4j;

import io.github.plausible4j.internal.BaseUrl;
import io.github.plausible4j.internal.ProblemCollector;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Checks all settings of a client and reports all problems at once. */
final class SettingsCheck {
  private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

  /** OkHttp counts milliseconds in an int. */
  private static final Duration LONGEST_CALL = Duration.ofDays(24);

  private SettingsCheck() {}

  static HttpUrl check(
      Plausible.Builder builder, @Nullable String baseUrl, boolean apiKeyIsMissing) {
    OkHttpCheck.check();
    ProblemCollector problems = new ProblemCollector();
    HttpUrl url = BaseUrl.check(baseUrl, problems);
    Duration timeout = builder.callTimeout;
    if (timeout != null
        && (timeout.compareTo(SHORTEST_CALL) < 0 || timeout.compareTo(LONGEST_CALL) > 0)) {
      problems.add("callTimeout", timeout, "is not 1 ms to 24 days", "use a time such as 30 s");
    }
    checkApiKey(builder.apiKey, apiKeyIsMissing, problems);
    if (builder.maxResponseBytes < 1024 || builder.maxResponseBytes > 1024 * 1024 * 1024) {
      problems.add(
          "maxResponseBytes", builder.maxResponseBytes, "is not 1 KiB to 1 GiB", "leave it out");
    }
    if (!isHeaderSafe(builder.userAgent)) {
      problems.add(
          "userAgent", builder.userAgent, "is blank or not printable ASCII", "use plain letters");
    }
    if (builder.defaultSite != null && !isDomain(builder.defaultSite)) {
      problems.add(
          "defaultSite",
          builder.defaultSite,
          "is not one domain",
          "use the domain that Plausible shows, such as blog.example.com");
    }
    problems.throwIfAny("Plausible");
    if (url == null) {
      throw new IllegalStateException("a missing URL was reported as a problem");
    }
    return url;
  }

  private static void checkApiKey(
      @Nullable String apiKey, boolean isMissing, ProblemCollector problems) {
    if (isMissing) {
      problems.add(
          "apiKey",
          "is null",
          "set the environment variable or file that it comes from, or leave out apiKey(…) where"
              + " only events are sent");
    } else if (apiKey != null && apiKey.strip().regionMatches(true, 0, "Bearer ", 0, 7)) {
      problems.add("apiKey", "begins with \"Bearer\"", "pass the key without it");
    } else if (apiKey != null && !isHeaderSafe(apiKey)) {
      problems.add(
          "apiKey",
          "is blank or has characters that no key has",
          "copy it again from the settings page");
    }
  }

  private static boolean isDomain(String site) {
    return !site.isEmpty()
        && site.chars().noneMatch(c -> c == ',' || Character.isWhitespace(c))
        && !site.contains("://");
  }

  private static boolean isHeaderSafe(String text) {
    return !text.isBlank() && text.chars().allMatch(c -> c >= ' ' && c < 127);
  }
}
