package io.github.plausible4j.testkit.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response. Immutable. For internal use only. */
public final class HttpResponse {
  private final int status;
  private final @Nullable String contentType;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  private HttpResponse(
      int status,
      @Nullable String contentType,
      List<Map.Entry<String, String>> headers,
      byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.headers = headers;
    this.body = body;
  }

  /** The status. */
  public int status() {
    return status;
  }

  /** The type of the body; null without one. */
  public @Nullable String contentType() {
    return contentType;
  }

  /** Further headers in order; a name may repeat. */
  public List<Map.Entry<String, String>> headers() {
    return headers;
  }

  /** The body; callers must not change it. */
  public byte[] body() {
    return body;
  }

  /** A JSON body. */
  public static HttpResponse json(int status, JsonNode body) {
    return new HttpResponse(
        status, "application/json; charset=utf-8", List.of(), JsonValues.write(body));
  }

  /** A JSON body that is already text. */
  public static HttpResponse json(int status, String body) {
    return new HttpResponse(
        status,
        "application/json; charset=utf-8",
        List.of(),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** A plain text body. */
  public static HttpResponse text(int status, String body) {
    return new HttpResponse(
        status, "text/plain; charset=utf-8", List.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** A page with only a title. */
  public static HttpResponse page(int status, String title) {
    return new HttpResponse(
        status,
        "text/html; charset=utf-8",
        List.of(),
        ("<!DOCTYPE html><html lang=\"en\"><head><title>"
                + title
                + "</title></head><body><h1>"
                + title
                + "</h1></body></html>")
            .getBytes(StandardCharsets.UTF_8));
  }

  /** A response without a body. */
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, null, List.of(), new byte[0]);
  }

  /** A copy of this response with one more header. */
  public HttpResponse header(String name, String value) {
    List<Map.Entry<String, String>> all = new ArrayList<>(headers);
    all.add(Map.entry(name, value));
    return new HttpResponse(status, contentType, List.copyOf(all), body);
  }
}
