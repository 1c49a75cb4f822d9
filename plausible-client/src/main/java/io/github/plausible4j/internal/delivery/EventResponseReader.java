package io.github.plausible4j.internal.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.RetryAfter;
import io.github.plausible4j.internal.UrlText;
import io.github.plausible4j.internal.delivery.AttemptResult.Retry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Response;
import okio.BufferedSource;

/** Reads the answer of a server, or of a proxy in front of it, to an event. */
final class EventResponseReader {
  private static final int BODY_READ = 64 * 1024;

  private final Clock clock;

  EventResponseReader(Clock clock) {
    this.clock = clock;
  }

  AttemptResult read(Response response) throws IOException {
    int status = response.code();
    String request =
        "POST " + UrlText.origin(response.request().url()) + response.request().url().encodedPath();
    if (status == 202) {
      skipBody(response);
      return isPage(response) ? notPlausible(request, status) : taken(response);
    }
    String body = readBody(response);
    return switch (status) {
      case 400, 413, 422 -> AttemptResult.ended(new SendResult.Rejected(status, errors(body)));
      // The last four mean that Cloudflare had no connection to the server behind it.
      case 408, 425, 429, 503, 521, 523, 525, 526 -> retryable(response, request, Retry.SAFE);
      default -> {
        if (status >= 500) {
          yield retryable(response, request, Retry.AMBIGUOUS);
        }
        yield status >= 400 || status < 200
            ? AttemptResult.ended(
                failed(request, status, "check the base URL and the proxy in front of it"))
            : status >= 300 ? redirected(response, request) : notPlausible(request, status);
      }
    };
  }

  private static AttemptResult taken(Response response) {
    String dropped = response.header("x-plausible-dropped");
    if (dropped == null || dropped.equals("0")) {
      return AttemptResult.ended(new SendResult.Accepted());
    }
    return AttemptResult.ended(
        new SendResult.Dropped(dropped.matches("[1-9]\\d{0,8}") ? Integer.parseInt(dropped) : 1));
  }

  private AttemptResult retryable(Response response, String request, Retry retry) {
    Duration wait = RetryAfter.parse(response.header("Retry-After"), clock).orElse(Duration.ZERO);
    return new AttemptResult(
        new SendResult.Failed(
            request + " was answered " + response.code(), response.code(), retry != Retry.SAFE),
        retry,
        wait,
        // The answers of a proxy if the server behind it refuses or resets the connection.
        response.code() == 502 || response.code() == 521);
  }

  /** The maintenance page of a proxy can have a success status, too; the event was not counted. */
  private static AttemptResult notPlausible(String request, int status) {
    return new AttemptResult(
        failed(
            request,
            status,
            "which is not an answer of Plausible; is another program in front of it?"),
        Retry.SAFE,
        Duration.ZERO);
  }

  private static AttemptResult redirected(Response response, String request) {
    return AttemptResult.ended(
        failed(
            request,
            response.code(),
            "a redirect to "
                + UrlText.withoutSecrets(response.header("Location", "nowhere"))
                + "; redirects are not followed, so set the base URL to the address of Plausible"));
  }

  private static SendResult.Failed failed(String request, int status, String advice) {
    return new SendResult.Failed(
        request + " was answered " + status + ", " + advice, status, false);
  }

  private static boolean isPage(Response response) {
    return response.header("Content-Type", "").toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  /**
   * Releases before 1.5 send no body, later ones the plain text ok. The event is already counted.
   */
  private static void skipBody(Response response) {
    try {
      String unused = readBody(response);
    } catch (IOException e) {
      // The connection is lost, but that is no reason to send the event again.
      return;
    }
  }

  private static String readBody(Response response) throws IOException {
    BufferedSource source = response.body().source();
    // Reads the body to its end, so that the connection can be used again, unless the body is long.
    if (source.request(BODY_READ)) {
      return source.readUtf8(BODY_READ);
    }
    return source.readUtf8();
  }

  private static Map<String, List<String>> errors(String body) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    try {
      JsonNode fields = Json.read(body).path("errors");
      for (Map.Entry<String, JsonNode> field : Json.fields(fields).entrySet()) {
        List<String> messages = new ArrayList<>();
        field.getValue().forEach(message -> messages.add(message.asText()));
        errors.put(field.getKey(), List.copyOf(messages));
      }
    } catch (IOException e) {
      // A page, which Plausible's error view sends for JSON that it cannot read.
      return Map.of();
    }
    return errors;
  }
}
