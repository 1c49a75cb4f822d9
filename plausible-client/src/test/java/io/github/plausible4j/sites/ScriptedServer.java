package io.github.plausible4j.sites;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Answers over loopback what a test has written down, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
  static final String API_KEY = "key-that-no-message-shows";
  static final String TOKEN = "plausible-plugin-selfhost-token-that-no-message-shows";

  private final MockWebServer server = new MockWebServer();
  private final Plausible plausible;

  ScriptedServer() {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    plausible = Plausible.builder(server.url("/").toString()).apiKey(API_KEY).build();
  }

  SitesClient sites() {
    return plausible.sites();
  }

  PluginsClient plugins() {
    return plausible.plugins(TOKEN);
  }

  ScriptedServer answer(int status, String json) {
    return answer(status, "application/json; charset=utf-8", json);
  }

  ScriptedServer answer(int status, String contentType, String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .setHeader("Content-Type", contentType)
            .body(body)
            .build());
    return this;
  }

  ScriptedServer noContent() {
    server.enqueue(new MockResponse.Builder().code(204).build());
    return this;
  }

  String url(String path) {
    return server.url(path).toString();
  }

  RecordedRequest asked() {
    try {
      return server.takeRequest();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int askedTimes() {
    return server.getRequestCount();
  }

  static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode body(RecordedRequest request) {
    return json(request.getBody().utf8());
  }

  @Override
  public void close() {
    plausible.close();
    server.close();
  }
}
