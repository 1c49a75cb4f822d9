package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.PercentEncoding;
import io.github.plausible4j.testkit.internal.wire.QueryString;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates an event before any site processes it. Each instance is used for one event. */
final class EventValidation {
  private static final int MAX_URL_BYTES = 2000;
  private static final int MAX_REFERRER = 2000;
  private static final int MAX_NAME = 120;
  private static final BigInteger TOO_LONG_ENGAGED =
      BigInteger.valueOf(Duration.ofDays(30).toMillis());
  private static final BigInteger WHOLE_PAGE = BigInteger.valueOf(100);
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /** Events of the tracking script that are always interactive. */
  private static final Set<String> SYSTEM_NAMES =
      Set.of(
          "pageview",
          "engagement",
          "Outbound Link: Click",
          "Cloaked Link: Click",
          "File Download",
          "404",
          "WP Form Completions",
          "Form: Submission");

  private final KeyAliases keys;
  private final ValidationErrors errors = new ValidationErrors();

  EventValidation(Map<String, @Nullable Object> body) {
    keys = new KeyAliases(body);
  }

  /** The errors, which are complete after {@link #validate} has returned. */
  ValidationErrors errors() {
    return errors;
  }

  /** The event; null if it is not valid. */
  @Nullable EventRequest validate(HttpRequest call, String address, boolean anyTruthyHashMode) {
    UrlParts url = url();
    String host = url == null ? null : url.plainHost();
    String hostname = host == null || host.isEmpty() ? "(none)" : host;
    String name = name();
    String pathname = pathname(url, hashMode(anyTruthyHashMode));
    Map<String, String> props =
        PropsReader.read(keys.first("m", "meta", "p", "props"), name, pathname);
    if (!PropsReader.fits(props)) {
      errors.add("props", "keys should have at most 300 bytes and values 2000 bytes");
    }
    boolean engagement = "engagement".equals(name);
    int scrollDepth = engagement ? scrollDepth() : StoredEvent.NO_SCROLL_DEPTH;
    long engaged = engagement ? engagementMillis() : 0;
    if (engagement && scrollDepth == StoredEvent.NO_SCROLL_DEPTH && engaged == 0) {
      errors.add(
          "event_name",
          "engagement event requires a valid integer value for at least one of 'sd' or 'e' fields");
    }
    List<String> domains = domains(host);
    checkRequired(name, pathname);
    if (!errors.isEmpty() || url == null || name == null) {
      return null;
    }
    String userAgent = call.header("User-Agent");
    return new EventRequest(
        name,
        url,
        hostname,
        pathname,
        referrer(),
        domains,
        props,
        QueryString.parse(url.query()),
        SYSTEM_NAMES.contains(name) || !keys.isFalse("i", "interactive"),
        scrollDepth,
        engaged,
        Revenue.of(keys.first("revenue", "$")),
        screenWidth(),
        address,
        call.header("X-Plausible-IP-Type"),
        userAgent == null ? "" : userAgent);
  }

  private @Nullable UrlParts url() {
    Object value = keys.first("u", "url");
    if (value == null) {
      errors.add("url", "is required");
      return null;
    }
    if (!(value instanceof String text)
        || text.getBytes(StandardCharsets.UTF_8).length > MAX_URL_BYTES) {
      errors.add("url", "must be a valid url");
      return null;
    }
    UrlParts url = UrlParts.parse(text);
    if ("data".equals(url.scheme())) {
      errors.add("url", "scheme is not allowed");
      return null;
    }
    return url;
  }

  private @Nullable String name() {
    Object value = keys.first("n", "name");
    if (value == null || value instanceof String) {
      return (String) value;
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      return value.toString();
    }
    errors.add("event_name", "is invalid");
    return null;
  }

  private void checkRequired(@Nullable String name, String pathname) {
    if ((name == null || name.isBlank()) && !errors.has("event_name")) {
      errors.add("event_name", "can't be blank");
    }
    if (name != null
        && name.length() > MAX_NAME
        && GRAPHEME.matcher(name).results().count() > MAX_NAME) {
      errors.add("event_name", "should be at most 120 character(s)");
    }
    if (pathname.isBlank()) {
      errors.add("pathname", "can't be blank");
    }
  }

  private boolean hashMode(boolean anyTruthy) {
    Object value = keys.first("h", "hashMode");
    if (value == null || (value instanceof String text && text.isBlank())) {
      return false;
    }
    if (anyTruthy) {
      return !Boolean.FALSE.equals(value);
    }
    BigInteger number = KeyAliases.integer(value);
    if (number == null) {
      errors.add("hash_mode", "is invalid");
      return false;
    }
    return number.equals(BigInteger.ONE);
  }

  private static String pathname(@Nullable UrlParts url, boolean hashMode) {
    if (url == null) {
      return "/";
    }
    String path = url.path() == null ? "/" : PercentEncoding.decode(url.path()).stripTrailing();
    return hashMode && url.fragment() != null
        ? path + "#" + PercentEncoding.decode(url.fragment())
        : path;
  }

  private List<String> domains(@Nullable String host) {
    if (keys.first("d", "domain") instanceof String text) {
      if (text.isBlank()) {
        errors.add("domain", "can't be blank");
        return List.of();
      }
      List<String> domains = new ArrayList<>();
      for (String part : text.trim().split(",", -1)) {
        domains.add(UrlParts.withoutWww(part));
      }
      return domains;
    }
    if (host == null) {
      errors.add("domain", "can't be blank");
      return List.of();
    }
    return List.of(host);
  }

  private @Nullable String referrer() {
    if (!(keys.first("r", "referrer") instanceof String text)) {
      return null;
    }
    return text.length() <= MAX_REFERRER ? text : text.substring(0, MAX_REFERRER);
  }

  private int scrollDepth() {
    BigInteger depth = KeyAliases.integer(keys.first("sd"));
    if (depth == null || depth.signum() < 0) {
      return StoredEvent.NO_SCROLL_DEPTH;
    }
    return depth.min(WHOLE_PAGE).intValue();
  }

  private long engagementMillis() {
    BigInteger millis = KeyAliases.integer(keys.first("e"));
    return millis == null || millis.signum() < 0 || millis.compareTo(TOO_LONG_ENGAGED) >= 0
        ? 0
        : millis.longValue();
  }

  private int screenWidth() {
    return keys.first("w", "screen_width") instanceof Integer width ? width : 0;
  }
}
