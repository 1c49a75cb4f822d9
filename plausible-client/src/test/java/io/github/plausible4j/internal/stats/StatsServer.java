package io.github.plausible4j.internal.stats;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.stats.StatsClient;
import io.github.plausible4j.stats.StatsPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server on loopback that answers as it is told, and a client of it. */
final class StatsServer implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final Plausible plausible;

  StatsServer() {
    this(StatsPolicy.defaults());
  }

  StatsServer(StatsPolicy policy) {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    plausible =
        Plausible.builder(server.url("/").toString()).apiKey("the-key").statsPolicy(policy).build();
  }

  void answer(int status, String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Type", "application/json; charset=utf-8")
            .body(body)
            .build());
  }

  StatsClient client() {
    return plausible.stats();
  }

  Plausible plausible() {
    return plausible;
  }

  RecordedRequest request() throws InterruptedException {
    RecordedRequest request = server.takeRequest(5, TimeUnit.MINUTES);
    if (request == null) {
      throw new AssertionError("no request arrived");
    }
    return request;
  }

  int requestCount() {
    return server.getRequestCount();
  }

  @Override
  public void close() {
    plausible.close();
    server.close();
  }
}
