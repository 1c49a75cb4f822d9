package io.github.plausible4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls on a thread that is interrupted, which has to open a connection: OkHttp may throw. */
class InterruptedCallsTest {
  private static final Map<String, Function<Plausible, Object>> CALLS =
      Map.of(
          "health", Plausible::health,
          "serverInfo", Plausible::serverInfo,
          "stats",
              plausible ->
                  plausible
                      .stats()
                      .query(
                          StatsQuery.builder("blog.example.com")
                              .metrics(Metric.VISITORS)
                              .dateRange(DateRange.today())
                              .build()),
          "legacyStats", plausible -> plausible.legacyStats().realtimeVisitors("blog.example.com"),
          "sites", plausible -> plausible.sites().get("blog.example.com"),
          "plugins", plausible -> plausible.plugins("token").capabilities());

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(503).body("").build();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<String> calls() {
    return CALLS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void throwWhatTheyDeclareAndLeaveTheInterruptSet(String call) {
    for (int i = 0; i < 20; i++) {
      try (Plausible plausible = Plausible.builder(url()).apiKey("key").build()) {
        Outcome outcome = onAnInterruptedThread(() -> CALLS.get(call).apply(plausible));

        assertThat(outcome.failure).isInstanceOf(PlausibleException.class);
        assertThat(outcome.isInterrupted).isTrue();
      }
    }
  }

  @Test
  void sendingGivesAResultAndLeavesTheInterruptSet() {
    for (int i = 0; i < 20; i++) {
      try (Plausible plausible = Plausible.create(url())) {
        Event event = Event.pageview("https://blog.example.com/");
        Outcome outcome = onAnInterruptedThread(() -> plausible.events().send(event));

        assertThat(outcome.result).isInstanceOf(SendResult.Failed.class);
        assertThat(outcome.isInterrupted).isTrue();
      }
    }
  }

  private String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  private record Outcome(Object result, Throwable failure, boolean isInterrupted) {}

  private static Outcome onAnInterruptedThread(java.util.function.Supplier<Object> call) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    new Thread(
            () -> {
              Thread.currentThread().interrupt();
              Object result = null;
              Throwable failure = null;
              try {
                result = call.get();
              } catch (Throwable e) {
                failure = e;
              }
              outcome.complete(
                  new Outcome(result, failure, Thread.currentThread().isInterrupted()));
            })
        .start();
    return outcome.join();
  }
}
