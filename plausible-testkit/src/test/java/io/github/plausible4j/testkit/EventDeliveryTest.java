package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.Visitor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The event queue of the client against a server that counts: nothing is lost or invented unseen.
 */
class EventDeliveryTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Test
  void twentyThreadsAndFaultsLoseNothingSilently() throws InterruptedException {
    int threads = 20;
    int eventsEach = 10_000;
    DeliveryPolicy policy =
        DeliveryPolicy.builder()
            .capacity(5_000)
            .capacityBytes(4L << 20)
            .connections(4)
            .overflow(OverflowPolicy.block(PATIENCE))
            .retry(100, Duration.ofMillis(1), Duration.ofMillis(50))
            .build();
    try (PlausibleServer server = PlausibleServer.forSites("blog.example.com");
        Plausible plausible =
            Plausible.builder(server.url()).callTimeout(Duration.ofMinutes(5)).build()) {
      server.injectRandomly(
          0.05,
          20_26,
          Fault.status(503),
          Fault.status(429, Duration.ZERO),
          Fault.status(500),
          Fault.disconnectBeforeReading(),
          Fault.disconnectAfterReading(),
          Fault.delay(Duration.ofMillis(5)));
      EventQueue queue = plausible.eventQueue(policy);
      CountDownLatch done = new CountDownLatch(threads);
      AtomicInteger refused = new AtomicInteger();
      for (int t = 0; t < threads; t++) {
        String page = "https://blog.example.com/thread-" + t + "/";
        Visitor visitor = Visitor.of("198.51.100." + t, "Mozilla/5.0 (X11; Linux x86_64)");
        new Thread(
                () -> {
                  for (int i = 0; i < eventsEach; i++) {
                    if (!queue.track(
                        Event.builder("Load", page + i).visitor(visitor).prop("n", i).build())) {
                      refused.incrementAndGet();
                    }
                  }
                  done.countDown();
                })
            .start();
      }
      while (!done.await(20, TimeUnit.MILLISECONDS)) {
        DeliveryStats stats = queue.stats();
        assertThat(stats.isBalanced()).as("%s", stats).isTrue();
        assertThat(stats.pending()).isLessThanOrEqualTo(policy.capacity());
        assertThat(stats.pendingBytes()).isLessThanOrEqualTo(policy.capacityBytes());
      }
      CloseResult closed = queue.close(PATIENCE);

      DeliveryStats stats = closed.stats();
      assertThat(closed.isComplete()).as("%s", stats).isTrue();
      assertThat(refused).hasValue(0);
      assertThat(stats.taken()).isEqualTo((long) threads * eventsEach);
      assertThat(stats.accepted()).as("%s", stats).isEqualTo(stats.taken());
      assertThat(stats.retries()).as("faults happened").isPositive();
      assertThat((long) server.events().size())
          .as("%s", stats)
          .isBetween(stats.accepted(), stats.accepted() + stats.ambiguous());
      assertThat(server.events().stream().map(RecordedEvent::pathname).distinct().count())
          .isEqualTo(stats.taken());
    }
  }

  @Test
  void aServerThatIsKilledAndStartedAgainMissesNothing() throws InterruptedException {
    PlausibleServer first = PlausibleServer.forSites("blog.example.com");
    int port = first.port();
    try (Plausible plausible = Plausible.create(first.url())) {
      EventQueue queue =
          plausible.eventQueue(DeliveryPolicy.builder().maxAge(Duration.ofMinutes(10)).build());
      int firstHalf = 500;
      for (int i = 0; i < firstHalf; i++) {
        assertThat(queue.track(pageview(i))).isTrue();
      }
      // Killed in mid-stream: some are counted, some are under way, the rest waits.
      assertThat(first.awaitEvents(50, PATIENCE)).hasSizeGreaterThanOrEqualTo(50);
      first.close();
      long countedByFirst = first.events().size();
      for (int i = firstHalf; i < 2 * firstHalf; i++) {
        assertThat(queue.track(pageview(i))).isTrue();
      }

      try (PlausibleServer second =
          PlausibleServer.builder().site("blog.example.com").port(port).start()) {
        CloseResult closed = queue.close(PATIENCE);

        DeliveryStats stats = closed.stats();
        assertThat(closed.isComplete()).as("%s", stats).isTrue();
        assertThat(stats.accepted()).as("%s", stats).isEqualTo(2L * firstHalf);
        assertThat(countedByFirst + second.events().size())
            .isBetween(stats.accepted(), stats.accepted() + stats.ambiguous());
      }
    }
  }

  private static Event pageview(int number) {
    return Event.pageview("https://blog.example.com/page-" + number)
        .withVisitor(Visitor.of("198.51.100.7", "Mozilla/5.0 (X11; Linux x86_64)"));
  }
}
