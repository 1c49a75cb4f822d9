package io.github.plausible4j.testkit.internal.wire;

import java.util.Map;

/**
 * The errors that the framework of the real server returns outside of its APIs: a page, or {@code
 * {"status":…,"message":…}} for a client that prefers JSON. For internal use only.
 */
public final class ErrorResponses {
  private static final Map<Integer, String> MESSAGES =
      Map.of(
          400, "Bad Request",
          404, "Not Found",
          406, "Not Acceptable",
          413, "Request Entity Too Large",
          500, "Internal Server Error");

  private ErrorResponses() {}

  /** The error of this status, in the format that the client prefers. */
  public static HttpResponse of(HttpRequest call, int status) {
    String message = MESSAGES.getOrDefault(status, "Error");
    if (Accepts.prefersJson(call)) {
      return HttpResponse.json(
          status, JsonValues.object().put("message", message).put("status", status));
    }
    return HttpResponse.page(status, message);
  }

  /**
   * The answer if there is no route: 404, or 406 for a GET request that does not accept pages. The
   * real server treats it as a request for the page of a site.
   */
  public static HttpResponse noRoute(HttpRequest call) {
    return of(call, call.method().equals("GET") && !Accepts.html(call) ? 406 : 404);
  }
}
