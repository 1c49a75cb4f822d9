package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue with a spool in a JVM of 32 MB that runs out of memory again and again. */
class LittleMemoryTest {
  @TempDir Path directory;

  @Test
  void afterAShortageOfMemoryEventsFlowAndTheCountersBalance()
      throws IOException, InterruptedException {
    try (TestServer server = TestServer.answering(TestServer.status(202));
        ChildProgram program =
            ChildProgram.start(
                Program.class,
                List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                server.url(),
                directory.toString())) {
      assertThat(program.waitFor()).as(program.output()).isZero();
      System.out.println("LittleMemoryTest: " + program.output());
    }
  }

  static final class Program {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int ROUNDS = 4;

    public static void main(String[] args) {
      EventQueue queue =
          Plausible.create(args[0])
              .eventQueue(
                  DeliveryPolicy.builder()
                      .spoolDirectory(Path.of(args[1]).resolve("spool"))
                      .retry(100, Duration.ofMillis(1), Duration.ofMillis(20))
                      .capacity(2_000)
                      .build());
      int shortages = 0;
      int held = 0;
      for (int round = 0; round < ROUNDS; round++) {
        List<byte[]> hoard = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          try {
            hoard.add(new byte[256 << 10]);
          } catch (OutOfMemoryError e) {
            shortages++;
          }
          try {
            queue.track(Event.pageview("https://blog.example.com/" + i));
          } catch (OutOfMemoryError e) {
            // From building the event, which is the caller's own memory.
            shortages++;
          }
        }
        held += hoard.size();
      }
      boolean isFlushed = queue.flush(LONG).isComplete();
      DeliveryStats afterwards = queue.stats();
      int taken = 0;
      for (int i = 0; i < 500; i++) {
        taken += queue.track(Event.pageview("https://blog.example.com/after")) ? 1 : 0;
      }
      isFlushed &= queue.flush(LONG).isComplete();
      DeliveryStats stats = queue.stats();
      System.out.println(shortages + " shortages beside " + held + " arrays, " + stats);
      boolean isWell =
          isFlushed
              && shortages > 0
              && stats.isBalanced()
              && stats.pending() == 0
              && taken == 500
              && stats.accepted() - afterwards.accepted() == taken
              && stats.senders() > 0
              && !stats.spool().isDegraded();
      System.exit(isWell ? 0 : 1);
    }
  }
}
