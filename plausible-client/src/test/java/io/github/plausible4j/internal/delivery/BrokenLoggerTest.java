package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SpoolSync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A logger that throws, in a JVM of its own because a JVM has one logging system. */
class BrokenLoggerTest {
  private static final String DEAD = "http://127.0.0.1:1";
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void aLoggerThatThrowsReachesNoCallerAndEndsNoThread() throws IOException, InterruptedException {
    try (TestServer server = TestServer.answering(TestServer.status(202));
        ChildProgram program =
            ChildProgram.start(
                Program.class,
                List.of("-Dslf4j.provider=" + BrokenLogger.class.getName()),
                server.url(),
                directory.toString())) {
      assertThat(program.waitFor()).as(program.output()).isZero();
    }
  }

  static final class Program {
    public static void main(String[] args) throws IOException {
      atAFullQueue();
      forEventsWithoutAVisitor(args[0]);
      whenTheDirectoryOfTheSpoolIsGone(Path.of(args[1]).resolve("spool"));
      System.exit(0);
    }

    private static void atAFullQueue() {
      EventQueue queue =
          Plausible.create(DEAD).eventQueue(DeliveryPolicy.builder().capacity(1).build());
      check(queue.track(event()), "the first event fits");
      check(!queue.track(event()), "the second does not");
      check(queue.stats().overflowed() == 1, "it is counted");
    }

    private static void forEventsWithoutAVisitor(String url) {
      EventQueue queue =
          Plausible.create(url).eventQueue(DeliveryPolicy.builder().connections(1).build());
      for (int i = 0; i < 5; i++) {
        check(queue.track(event()), "taken");
      }
      check(queue.flush(LONG).isComplete(), "all are delivered");
      DeliveryStats stats = queue.stats();
      check(stats.accepted() == 5 && stats.isBalanced(), "all are counted: " + stats);
      check(stats.senders() > 0, "a sender lives");
    }

    private static void whenTheDirectoryOfTheSpoolIsGone(Path directory) throws IOException {
      EventQueue queue =
          Plausible.create(DEAD)
              .eventQueue(
                  DeliveryPolicy.builder()
                      .spoolDirectory(directory)
                      .spoolSync(SpoolSync.EVERY_EVENT)
                      .build());
      check(queue.track(event()), "on the disk");
      try (Stream<Path> files = Files.list(directory)) {
        files.forEach(Program::delete);
      }
      Files.delete(directory);
      Files.createFile(directory);
      check(!queue.track(event()), "a file in its place takes no event");
      Files.delete(directory);
      long end = System.nanoTime() + LONG.toNanos();
      // Each event that is tracked meanwhile stays in memory, so more of them would fill the queue.
      while (queue.stats().spool().isDegraded()) {
        check(System.nanoTime() - end < 0, "the spool works again: " + queue.stats());
        Thread.onSpinWait();
      }
      check(queue.track(event()), "the next event is on the disk: " + queue.stats());
    }

    private static void delete(Path file) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Event event() {
      return Event.pageview("https://blog.example.com/");
    }

    private static void check(boolean holds, String what) {
      if (!holds) {
        System.out.println("not so: " + what);
        System.exit(1);
      }
    }
  }
}
