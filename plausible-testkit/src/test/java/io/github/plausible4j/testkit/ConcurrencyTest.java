package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int THREADS = 16;
  private static final int EACH = 250;

  @Test
  void everyEventOfManyThreadsIsStoredOnce() throws Exception {
    try (PlausibleServer server = PlausibleServer.forSites("a.test")) {
      sendFromAllThreads(server);

      assertThat(server.events().stream().map(RecordedEvent::pathname))
          .hasSize(THREADS * EACH)
          .doesNotHaveDuplicates();
      assertThat(server.events().stream().map(RecordedEvent::visitId).distinct()).hasSize(THREADS);
    }
  }

  @Test
  void aLimitIsExactUnderManyThreads() throws Exception {
    try (PlausibleServer server =
        PlausibleServer.builder()
            .clock(new TickingClock("2026-01-01T00:00:00Z"))
            .site(TestSite.builder("a.test").ingestLimit(1000, Duration.ofDays(1)).build())
            .start()) {
      sendFromAllThreads(server);

      assertThat(server.events()).hasSize(1000);
      assertThat(server.dropped()).hasSize(THREADS * EACH - 1000);
    }
  }

  private static void sendFromAllThreads(PlausibleServer server) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        all.add(threads.submit(() -> send(server, thread)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void send(PlausibleServer server, int thread) {
    for (int i = 0; i < EACH; i++) {
      String url = "https://a.test/" + thread + "/" + i;
      assertThat(
              Http.event(
                      server,
                      "{\"name\":\"pageview\",\"url\":\"" + url + "\"}",
                      "X-Forwarded-For",
                      "192.0.2." + thread)
                  .statusCode())
          .isEqualTo(202);
    }
  }
}
