package io.github.plausible4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a close waits for, and what a closed client says. */
class ClosedClientTest {
  private static final Event EVENT = Event.pageview("https://blog.example.com/");

  @Test
  void aClosedClientRefusesEveryCallAndSaysWhy() {
    Plausible plausible = Plausible.builder("http://127.0.0.1:1").apiKey("key").build();
    EventQueue queue = plausible.eventQueue();
    plausible.close();

    StatsQuery query =
        StatsQuery.builder("blog.example.com")
            .metrics(Metric.VISITORS)
            .dateRange(DateRange.today())
            .build();
    List<ThrowingCallable> calls =
        List.of(
            plausible::health,
            plausible::serverInfo,
            plausible::eventQueue,
            () -> plausible.stats().query(query),
            () -> plausible.legacyStats().realtimeVisitors("blog.example.com"),
            () -> plausible.sites().get("blog.example.com"),
            () -> plausible.plugins("token").capabilities());
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Plausible[http://127.0.0.1:1/] is closed");
    }
    assertThat(plausible.events().send(EVENT))
        .isInstanceOfSatisfying(SendResult.Failed.class, ClosedClientTest::saysThatItIsClosed);
    assertThat(plausible.events().sendAsync(EVENT).join())
        .isInstanceOfSatisfying(SendResult.Failed.class, ClosedClientTest::saysThatItIsClosed);
    assertThat(queue.track(EVENT)).isFalse();
    assertThat(plausible).hasToString("Plausible[http://127.0.0.1:1/, closed]");
    assertThat(queue.toString()).contains("127.0.0.1:1", "closed", "0 taken");
  }

  private static void saysThatItIsClosed(SendResult.Failed failed) {
    assertThat(failed.reason()).startsWith("Plausible[http://127.0.0.1:1/] is closed");
    assertThat(failed.mayHaveArrived()).isFalse();
  }

  @Test
  void theDefaultCloseWaitsForAnAnswerThatTakesLongerThanFiveSeconds() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return new MockResponse.Builder()
                  .code(202)
                  .body("ok")
                  .headersDelay(6, TimeUnit.SECONDS)
                  .build();
            }
          });
      server.start();
      EventQueue queue;
      try (Plausible plausible = Plausible.create("http://127.0.0.1:" + server.getPort())) {
        queue = plausible.eventQueue();
        queue.track(EVENT);
      }

      assertThat(queue.stats().accepted()).isEqualTo(1);
    }
  }
}
