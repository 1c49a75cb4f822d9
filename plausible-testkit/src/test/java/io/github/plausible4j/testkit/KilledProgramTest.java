package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.SpoolSync;
import io.github.plausible4j.events.Visitor;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that tracks with a spool is killed at random moments, each time in a process of its
 * own: every event whose {@code track} returned {@code true} arrives.
 */
class KilledProgramTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path spool;
  @TempDir Path logs;

  @Test
  void whatWasTrackedBeforeAKillArrives() throws IOException, InterruptedException {
    killAndRecover(20);
  }

  @Test
  @Tag("long")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void twoHundredKillsLoseNothing() throws IOException, InterruptedException {
    killAndRecover(200);
  }

  private void killAndRecover(int kills) throws IOException, InterruptedException {
    try (PlausibleServer server = PlausibleServer.forSites("blog.example.com")) {
      server.injectRandomly(
          0.5,
          200,
          Fault.delay(Duration.ofMillis(20)),
          Fault.status(503),
          Fault.disconnectAfterReading());
      Random random = new Random(9);
      List<String> tracked = new ArrayList<>();
      for (int kill = 0; kill < kills; kill++) {
        tracked.addAll(runAndKill(server.url(), kill, random.nextInt(150)));
      }

      CloseResult closed;
      try (Plausible plausible = Plausible.create(server.url())) {
        closed = plausible.eventQueue(policy(spool)).close(PATIENCE);
      }

      Set<String> arrived =
          server.events().stream().map(RecordedEvent::pathname).collect(Collectors.toSet());
      System.out.printf(
          "%d kills: %d tracked, %d arrived, the last queue recovered %d (%d torn)%n",
          kills,
          tracked.size(),
          server.events().size(),
          closed.stats().spool().recovered(),
          closed.stats().spool().corrupt());
      assertThat(closed.isComplete()).as("%s", closed).isTrue();
      assertThat(closed.stats().isBalanced()).isTrue();
      assertThat(tracked).hasSizeGreaterThan(kills);
      assertThat(arrived).containsAll(tracked);
    }
  }

  /** What the program said it had tracked when it was killed, that long after its first event. */
  private List<String> runAndKill(String url, int number, int millis)
      throws IOException, InterruptedException {
    Path errors = errors();
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Tracking.class.getName(),
                url,
                spool.toString(),
                Integer.toString(number))
            // Not this build's own, which would then wait for a program that is left behind.
            .redirectError(errors.toFile())
            .start();
    try {
      return readAndKill(program, millis);
    } finally {
      program.destroyForcibly().waitFor();
    }
  }

  private List<String> readAndKill(Process program, int millis)
      throws IOException, InterruptedException {
    List<String> tracked = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      assertThat(first).as("the program tracks: %s", Files.readString(errors())).isNotNull();
      tracked.add(first);
      Thread killer =
          new Thread(
              () -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
                // Not the process itself, which would close the pipe with what is still in it.
                program.toHandle().destroyForcibly();
              });
      killer.start();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // A line without its end was cut by the kill; all of the program's end in a dot.
        if (line.endsWith(".")) {
          tracked.add(line);
        }
      }
      killer.join();
    }
    return tracked;
  }

  private Path errors() {
    return logs.resolve("errors.log");
  }

  static DeliveryPolicy policy(Path spool) {
    return DeliveryPolicy.builder()
        .spoolDirectory(spool)
        .spoolSync(SpoolSync.EVERY_EVENT)
        .overflow(OverflowPolicy.block(PATIENCE))
        .retry(1_000, Duration.ofMillis(5), Duration.ofMillis(50))
        .build();
  }

  /** Tracks from four threads for as long as it lives, and says each event that was taken. */
  static final class Tracking {
    public static void main(String[] args) {
      EventQueue queue = Plausible.create(args[0]).eventQueue(policy(Path.of(args[1])));
      OutputStream out = new FileOutputStream(FileDescriptor.out);
      for (int t = 0; t < 4; t++) {
        String page = "/kill-" + args[2] + "/thread-" + t + "/";
        new Thread(() -> track(queue, page, out)).start();
      }
    }

    private static void track(EventQueue queue, String page, OutputStream out) {
      Visitor visitor = Visitor.of("198.51.100.7", "Mozilla/5.0 (X11; Linux x86_64)");
      for (int i = 0; true; i++) {
        String path = page + i + ".";
        Event event = Event.pageview("https://blog.example.com" + path).withVisitor(visitor);
        if (queue.track(event)) {
          try {
            out.write((path + "\n").getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            return;
          }
        }
      }
    }
  }
}
