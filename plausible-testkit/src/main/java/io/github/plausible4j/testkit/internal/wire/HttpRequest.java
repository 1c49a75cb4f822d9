package io.github.plausible4j.testkit.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request that was read completely. Immutable. For internal use only. */
public final class HttpRequest {
  private final String method;
  private final String path;
  private final @Nullable String query;
  private final Function<String, @Nullable String> headers;
  private final String peerAddress;
  private final byte[] body;

  /**
   * @param path the path as sent, percent-encoded
   * @param headers returns the first value of a header; case does not matter
   */
  public HttpRequest(
      String method,
      String path,
      @Nullable String query,
      Function<String, @Nullable String> headers,
      String peerAddress,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.peerAddress = peerAddress;
    this.body = body;
  }

  /** The method for routes. A HEAD request is answered like a GET request, without the body. */
  public String method() {
    return method.equals("HEAD") ? "GET" : method;
  }

  /** The path as sent. */
  public String path() {
    return path;
  }

  /** The decoded parts of the path; a trailing slash does not count. */
  public List<String> segments() {
    List<String> segments = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        segments.add(PercentEncoding.decode(part));
      }
    }
    return segments;
  }

  /** The parameters of the query string; if a name is repeated, the last value counts. */
  public Map<String, String> query() {
    return QueryString.parse(query);
  }

  /** The first header of this name, or null. */
  public @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** The media type of the body in lower case without parameters; null without a Content-Type. */
  public @Nullable String mediaType() {
    String value = header("Content-Type");
    if (value == null) {
      return null;
    }
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
  }

  /** Whether the body claims to be JSON. */
  public boolean isJson() {
    String type = mediaType();
    return type != null && (type.equals("application/json") || type.endsWith("+json"));
  }

  /** The address of the client. */
  public String peerAddress() {
    return peerAddress;
  }

  /** The body; callers must not change it. */
  public byte[] body() {
    return body;
  }
}
