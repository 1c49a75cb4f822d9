package io.github.plausible4j.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.RecordedEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client, a server, and between them a process that does everything a network can do, killed and
 * started again in between, while sender threads are interrupted and the listener throws. At the
 * end every event is accounted for, on both sides.
 */
class ChaosTest {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Set<ProxyFault> ALL = EnumSet.complementOf(EnumSet.of(ProxyFault.NONE));
  private static final String PAGE = "https://blog.example.com/chaos";
  private static final Visitor VISITOR =
      Visitor.of("198.51.100.7", "Mozilla/5.0 (X11; Linux x86_64)");

  @Test
  void aMinuteOfChaosLeavesTheCountersBalanced() throws Exception {
    theCountersBalanceAfter(Duration.ofMinutes(1), Duration.ofSeconds(15));
  }

  @Test
  @Tag("long")
  @Timeout(3_000)
  void halfAnHourOfChaosLeavesTheCountersBalanced() throws Exception {
    theCountersBalanceAfter(Duration.ofMinutes(30), Duration.ofMinutes(1));
  }

  private static void theCountersBalanceAfter(Duration length, Duration lifeOfAProxy)
      throws IOException, InterruptedException {
    long seed = new SplittableRandom().nextLong();
    System.out.println("ChaosTest: seed " + seed);
    ThreadFaults faults = new ThreadFaults(seed);
    Set<String> acceptedIds = ConcurrentHashMap.newKeySet();
    DeliveryPolicy policy =
        DeliveryPolicy.builder()
            // Small, so that a caller goes as fast as the events get through.
            .capacity(40)
            .overflow(OverflowPolicy.block(PATIENCE))
            .connections(8)
            .retry(4, Duration.ofMillis(20), Duration.ofSeconds(1))
            .listener(
                new DeliveryListener() {
                  @Override
                  public void ended(Event event, SendResult result) {
                    if (result instanceof SendResult.Accepted) {
                      acceptedIds.add(id(event.props()));
                    }
                    faults.inListener();
                  }
                })
            .build();
    Map<ProxyFault, Long> counts = new EnumMap<>(ProxyFault.class);
    int port = freePort();
    try (PlausibleServer server = PlausibleServer.forSites("blog.example.com");
        Plausible plausible =
            Plausible.builder("http://127.0.0.1:" + port)
                .callTimeout(Duration.ofSeconds(1))
                .build()) {
      EventQueue queue = plausible.eventQueue(policy);
      long tracked = 0;
      long end = System.nanoTime() + length.toNanos();
      // A slow machine may have to go on until it has seen everything.
      for (long life = 0;
          System.nanoTime() - end < 0 || !counts.keySet().containsAll(ALL);
          life++) {
        try (ProxyProcess proxy = ProxyProcess.start(port, server.port(), seed + life)) {
          long killAt = System.nanoTime() + lifeOfAProxy.toNanos();
          while (System.nanoTime() - killAt < 0) {
            assertThat(queue.track(event(tracked++))).isTrue();
            DeliveryStats stats = queue.stats();
            assertThat(stats.isBalanced()).as("%s", stats).isTrue();
            faults.disturb(tracked);
          }
          proxy.kill().forEach((kind, times) -> counts.merge(kind, times, Long::sum));
        }
      }
      faults.stop();
      DeliveryStats stats;
      Map<ProxyFault, Long> none;
      try (ProxyProcess calm = ProxyProcess.start(port, server.port(), seed, "calm")) {
        stats = queue.close(PATIENCE).stats();
        none = calm.kill();
      }

      System.out.println("ChaosTest: " + stats + ", counted " + server.events().size());
      System.out.println("ChaosTest: " + counts);
      System.out.println("ChaosTest: " + faults);
      assertThat(none).isEmpty();
      assertThat(stats.isBalanced()).as("%s", stats).isTrue();
      assertThat(stats.taken()).isEqualTo(tracked);
      assertThat(stats.pending() + stats.dropped() + stats.rejected() + stats.expired()).isZero();
      assertThat((long) server.events().size())
          .isBetween(stats.accepted(), stats.accepted() + stats.ambiguous());
      Set<String> counted =
          server.events().stream()
              .map(RecordedEvent::props)
              .map(ChaosTest::id)
              .collect(Collectors.toSet());
      assertThat(acceptedIds).hasSize((int) stats.accepted());
      // Compared as sets: with tens of thousands AssertJ's own search takes longer than the chaos.
      assertThat(counted.containsAll(acceptedIds)).isTrue();
      for (String id : counted) {
        assertThat(Long.parseLong(id)).isBetween(0L, tracked - 1);
      }
    }
  }

  private static Event event(long number) {
    return Event.builder("Chaos", PAGE).visitor(VISITOR).prop("id", number).build();
  }

  private static String id(Map<String, String> props) {
    String id = props.get("id");
    return id == null ? "-1" : id;
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
