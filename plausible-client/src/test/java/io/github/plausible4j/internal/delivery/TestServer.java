package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.Plausible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server on loopback that answers as a test says. */
final class TestServer implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final Plausible plausible;

  TestServer(Function<RecordedRequest, MockResponse> answers) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answers.apply(request);
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    plausible = Plausible.create(url());
  }

  static TestServer answering(MockResponse response) {
    return new TestServer(request -> response);
  }

  static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).body(code == 202 ? "ok" : "").build();
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  Plausible plausible() {
    return plausible;
  }

  MockWebServer mock() {
    return server;
  }

  RecordedRequest nextRequest() {
    try {
      RecordedRequest request = server.takeRequest(5, TimeUnit.MINUTES);
      if (request == null) {
        throw new AssertionError("no request arrived");
      }
      return request;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    plausible.close();
    server.close();
  }
}
