package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.ServerCrashPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that holds accepted events in memory for 5 seconds is killed, and another started. */
class KilledServerTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path directory;

  @Test
  void whatAKilledServerLostIsSentAgainAndCountedAtRisk() throws IOException, InterruptedException {
    Path file = directory.resolve("written");
    int port = freePort();
    int tracked = 0;
    try (Plausible plausible = Plausible.create("http://127.0.0.1:" + port);
        EventQueue queue = plausible.eventQueue(policy())) {
      long written;
      try (ChildProgram server = start(port, file)) {
        // Until it has written once, and accepted some more that it has not written.
        while (lines(file).isEmpty()) {
          track(queue, tracked++);
        }
        long accepted = queue.stats().accepted();
        while (queue.stats().accepted() < accepted + 200) {
          track(queue, tracked++);
        }
        server.kill();
      }
      written = lines(file).size();
      assertThat(queue.track(event(tracked++))).isTrue();
      try (ChildProgram server = start(port, file)) {
        while (queue.stats().resent() < queue.stats().atRisk() || queue.stats().atRisk() == 0) {
          track(queue, tracked++);
        }
        assertThat(queue.flush(LONG).isComplete()).isTrue();
        long end = System.nanoTime() + LONG.toNanos();
        while (new HashSet<>(lines(file)).size() < tracked && System.nanoTime() - end < 0) {
          Thread.onSpinWait();
        }
        assertThat(server.isAlive()).isTrue();
      }

      List<String> all = lines(file);
      Set<String> different = new HashSet<>(all);
      DeliveryStats stats = queue.stats();
      System.out.printf("KilledServerTest: %s, %d written, %s%n", tracked, all.size(), stats);
      assertThat(different).as("%s", stats).hasSize(tracked);
      assertThat(stats.atRisk()).isBetween(200L, (long) tracked);
      assertThat(stats.resent()).isEqualTo(stats.atRisk());
      assertThat(stats.accepted()).isEqualTo(tracked);
      assertThat(stats.isBalanced()).isTrue();
      assertThat((long) all.size() - different.size())
          .as("only what had been written counts twice")
          .isLessThanOrEqualTo(written + stats.ambiguous());
    }
  }

  private static DeliveryPolicy policy() {
    return DeliveryPolicy.builder()
        .overflow(OverflowPolicy.block(LONG))
        // More than the server's 5 seconds, since its flush may be late on a busy machine.
        .serverBuffer(Duration.ofMinutes(1))
        .serverCrash(ServerCrashPolicy.RESEND)
        .retry(1_000, Duration.ofMillis(10), Duration.ofMillis(200))
        .build();
  }

  private static void track(EventQueue queue, int number) {
    assertThat(queue.track(event(number))).isTrue();
    // In step with the server, so that its buffer holds thousands of events and not millions.
    assertThat(queue.flush(LONG).isComplete()).isTrue();
  }

  private static Event event(int number) {
    return Event.pageview("https://blog.example.com/" + number);
  }

  private static ChildProgram start(int port, Path file) throws IOException {
    return ChildProgram.start(BufferingServer.class, Integer.toString(port), file.toString());
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
