package io.github.plausible4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain requests to a test server. */
final class Http {
  static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/131.0.0.0 Safari/537.36";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofMinutes(5))
          .build();

  private Http() {}

  /** Posts an event as JSON; further headers as name and value in turn. */
  static HttpResponse<String> event(PlausibleServer server, String json, String... headers) {
    return send(
        server, "POST", "/api/event", json, with("Content-Type", "application/json", headers));
  }

  static HttpResponse<String> get(PlausibleServer server, String path, String... headers) {
    return send(server, "GET", path, null, headers);
  }

  static HttpResponse<String> send(
      PlausibleServer server, String method, String path, String body, String... headers) {
    try {
      return CLIENT.send(request(server, method, path, body, headers), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static HttpRequest request(
      PlausibleServer server, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofMinutes(5))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  static HttpClient client() {
    return CLIENT;
  }

  private static String[] with(String name, String value, String... further) {
    String[] all = new String[further.length + 2];
    all[0] = name;
    all[1] = value;
    System.arraycopy(further, 0, all, 2, further.length);
    return all;
  }
}
