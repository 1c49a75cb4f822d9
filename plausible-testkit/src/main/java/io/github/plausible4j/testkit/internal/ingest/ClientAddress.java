package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the address of the visitor. The values of headers are trusted and not validated. */
final class ClientAddress {
  private static final Pattern PORT = Pattern.compile("(?<=\\.\\d{1,9}|\\]):\\d+$");
  private static final Pattern FORWARDED_FOR = Pattern.compile("for=([^;,]+)");

  private ClientAddress() {}

  /**
   * Finds the address. Returns null if the Forwarded header decides but contains no address, in
   * which case the real server fails.
   *
   * @param overridable whether X-Plausible-IP is known, which the server knows since 2.1.0
   */
  static @Nullable String of(HttpRequest call, boolean overridable) {
    String override = overridable ? nonEmpty(call, "X-Plausible-IP") : null;
    if (override != null) {
      return clean(override);
    }
    String cloudflare = nonEmpty(call, "CF-Connecting-IP");
    if (cloudflare != null) {
      return clean(cloudflare);
    }
    String bunny = nonEmpty(call, "B-Forwarded-For");
    if (bunny != null) {
      return clean(first(bunny));
    }
    String proxies = nonEmpty(call, "X-Forwarded-For");
    if (proxies != null) {
      return clean(first(proxies));
    }
    String forwarded = nonEmpty(call, "Forwarded");
    if (forwarded != null) {
      Matcher address = FORWARDED_FOR.matcher(forwarded);
      return address.find() ? clean(unquote(address.group(1))) : null;
    }
    return call.peerAddress();
  }

  private static @Nullable String nonEmpty(HttpRequest call, String header) {
    String value = call.header(header);
    return value == null || value.isEmpty() ? null : value;
  }

  private static String first(String list) {
    int comma = list.indexOf(',');
    return (comma < 0 ? list : list.substring(0, comma)).trim();
  }

  private static String unquote(String text) {
    String trimmed = text;
    while (trimmed.startsWith("\"")) {
      trimmed = trimmed.substring(1);
    }
    while (trimmed.endsWith("\"")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    return trimmed;
  }

  private static String clean(String address) {
    String host = PORT.matcher(address).replaceFirst("");
    String open = host.startsWith("[") ? host.substring(1) : host;
    return open.endsWith("]") ? open.substring(0, open.length() - 1) : open;
  }
}
