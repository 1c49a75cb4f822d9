package io.github.plausible4j.testkit.internal.ingest;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL split by the regular expressions of RFC 3986, which accept any text. Nothing is rejected or
 * decoded. An empty part counts as missing, except that the host of {@code https:///} is empty.
 *
 * @param scheme in lower case
 * @param host as sent, without user, port and brackets
 */
record UrlParts(
    @Nullable String scheme,
    @Nullable String host,
    @Nullable String path,
    @Nullable String query,
    @Nullable String fragment) {
  private static final Pattern URL =
      Pattern.compile(
          "^(?:([a-z][a-z0-9+\\-.]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("^(?:.*@)?(\\[[a-zA-Z0-9:.]*\\]|[^:]*)(?::\\d*)?", Pattern.DOTALL);

  static UrlParts parse(String text) {
    Matcher url = URL.matcher(text);
    if (!url.lookingAt()) {
      return new UrlParts(null, null, text, null, null);
    }
    String scheme = url.group(1);
    return new UrlParts(
        scheme == null ? null : scheme.toLowerCase(Locale.ROOT),
        host(url.group(2)),
        missingIfEmpty(url.group(3)),
        missingIfEmpty(url.group(4)),
        missingIfEmpty(url.group(5)));
  }

  /** The host without a leading {@code www.}; null if there is no host. */
  @Nullable String plainHost() {
    return host == null ? null : withoutWww(host);
  }

  static String withoutWww(String host) {
    String trimmed = host.trim();
    return trimmed.startsWith("www.") ? trimmed.substring(4) : trimmed;
  }

  private static @Nullable String host(@Nullable String authority) {
    if (authority == null || authority.isEmpty()) {
      return authority;
    }
    Matcher parts = AUTHORITY.matcher(authority);
    String host = parts.lookingAt() ? parts.group(1) : authority;
    int start = 0;
    int end = host.length();
    while (start < end && host.charAt(start) == '[') {
      start++;
    }
    while (end > start && host.charAt(end - 1) == ']') {
      end--;
    }
    return missingIfEmpty(host.substring(start, end));
  }

  private static @Nullable String missingIfEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
