package io.github.plausible4j.internal.stats;

import io.github.plausible4j.internal.BoundedBody;
import io.github.plausible4j.internal.ExceptionFactory;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.internal.TransportFailure;
import io.github.plausible4j.stats.StatsPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** Calls to a server on loopback, on a clock that waiting moves. */
final class PacedCalls implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final StatsCalls calls;
  private final Request request;
  private volatile Instant now;
  private volatile boolean interrupt;

  PacedCalls(StatsPolicy policy, String start) {
    now = Instant.parse(start);
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Transport transport =
        new Transport(new OkHttpClient(), server.url("/"), new Words(), "plausible4j", 1024 * 1024);
    calls = new StatsCalls(transport, "the-key", policy, new WaitingClock(), this::sleep);
    request = calls.request(server.url("/api/v2/query"), "blog.example.com").build();
  }

  private void sleep(Duration wait) throws InterruptedException {
    if (interrupt) {
      throw new InterruptedException();
    }
    waits.add(wait);
    now = now.plus(wait);
  }

  void interruptWaits() {
    interrupt = true;
  }

  void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  void answerUnavailable(String retryAfter) {
    server.enqueue(
        new MockResponse.Builder().code(503).setHeader("Retry-After", retryAfter).build());
  }

  String call() throws Exception {
    return calls.call(request, response -> response.body().string());
  }

  CompletableFuture<String> callAsync() {
    return calls.callAsync(request, HttpResponse::text);
  }

  List<Duration> waits() {
    return waits;
  }

  int requestCount() {
    return server.getRequestCount();
  }

  @Override
  public String toString() {
    return calls.toString();
  }

  @Override
  public void close() {
    calls.close();
    server.close();
  }

  private final class WaitingClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** Failures that say which they are. */
  private static final class Words implements ExceptionFactory {
    @Override
    public RuntimeException refused(HttpResponse answer) {
      return new IllegalStateException("refused " + answer.status());
    }

    @Override
    public RuntimeException unsupported(HttpResponse answer, String feature, String remedy) {
      return new IllegalStateException("unsupported " + feature);
    }

    @Override
    public RuntimeException unexpected(HttpResponse answer, String expected, Throwable cause) {
      return new IllegalStateException("unexpected", cause);
    }

    @Override
    public RuntimeException tooLong(HttpResponse answer, BoundedBody.TooLongException cause) {
      return new IllegalStateException("too long", cause);
    }

    @Override
    public RuntimeException refused(HttpResponse answer, String hint) {
      return refused(answer);
    }

    @Override
    public RuntimeException unanswered(TransportFailure fault, IOException cause) {
      return new IllegalStateException("unanswered " + fault.kind(), cause);
    }
  }
}
