package io.github.plausible4j.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.Transport;
import java.io.IOException;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with one kind of credentials and one format of errors, and reads answers as JSON.
 */
final class SitesCalls {
  private static final MediaType JSON = MediaType.get("application/json");

  private final Transport transport;
  private final @Nullable String authorization;
  private final ErrorFormat errorFormat;

  SitesCalls(Transport transport, @Nullable String authorization, ErrorFormat errorFormat) {
    this.transport = transport;
    this.authorization = authorization;
    this.errorFormat = errorFormat;
  }

  HttpUrl.Builder url(String route) {
    return transport.url(route);
  }

  <T> T get(HttpUrl url, String expected, Function<JsonNode, T> reader) {
    return read(send("GET", url, null), expected, reader);
  }

  <T> T post(HttpUrl url, JsonNode body, String expected, Function<JsonNode, T> reader) {
    return read(send("POST", url, body), expected, reader);
  }

  <T> T put(HttpUrl url, JsonNode body, String expected, Function<JsonNode, T> reader) {
    return read(send("PUT", url, body), expected, reader);
  }

  <T> T delete(HttpUrl url, String expected, Function<JsonNode, T> reader) {
    return read(send("DELETE", url, null), expected, reader);
  }

  /** Deletes with an answer without a body. */
  void delete(HttpUrl url, @Nullable JsonNode body) {
    HttpResponse answer = send("DELETE", url, body);
    if (answer.status() != 204) {
      throw transport.failures().unexpected(answer, "the status 204 of a deletion", null);
    }
  }

  private HttpResponse send(String method, HttpUrl url, @Nullable JsonNode body) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("Accept", "application/json")
            .method(method, of(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse answer = transport.exchange(request.build());
    if (answer.isSuccessful()) {
      return answer;
    }
    if (errorFormat.isRouteMissing(answer)) {
      throw transport.failures().unsupported(answer, errorFormat.feature(), errorFormat.remedy());
    }
    throw transport
        .failures()
        .refused(answer, answer.status() == 401 ? errorFormat.credentials() : "");
  }

  private static @Nullable RequestBody of(@Nullable JsonNode body) {
    return body == null ? null : RequestBody.create(body.toString(), JSON);
  }

  private <T> T read(HttpResponse answer, String expected, Function<JsonNode, T> reader) {
    try {
      return reader.apply(Json.read(answer.body()));
    } catch (IOException | IllegalArgumentException e) {
      throw transport.failures().unexpected(answer, expected, e);
    }
  }
}
