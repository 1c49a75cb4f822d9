package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What happens to a program that forgets to close, in a JVM of its own. */
class ProgramExitTest {
  @Test
  void aProgramThatForgetsToCloseEndsAllTheSame() throws IOException, InterruptedException {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      int exit;
      String output;
      try (ChildProgram program = ChildProgram.start(Forgetful.class, server.url())) {
        exit = program.waitFor();
        output = program.output();
      }

      Instant ended = Instant.now();
      assertThat(exit).as(output).isZero();
      // Mostly milliseconds, but not on a busy machine; OkHttp's own threads would take a minute.
      assertThat(
              Duration.between(
                  Instant.parse(output.strip().lines().reduce((a, b) -> b).get()), ended))
          .isLessThan(Duration.ofSeconds(50));
    }
  }

  @Test
  void whatIsLostAtTheEndOfTheJvmIsOneWarning() throws IOException, InterruptedException {
    try (ChildProgram program = ChildProgram.start(Losing.class)) {
      assertThat(program.waitFor()).isZero();
      assertThat(program.output().lines().filter(line -> line.contains("200 events wait")))
          .as(program.output())
          .hasSize(1);
    }
  }

  @Test
  void aShutdownHookDrainsWhatIsLeft() throws IOException, InterruptedException {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      try (ChildProgram program = ChildProgram.start(Draining.class, server.url())) {
        assertThat(program.waitFor()).as(program.output()).isZero();
      }
      assertThat(server.mock().getRequestCount()).isEqualTo(500);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
  void aProgramThatIsToldToEndDrainsWhatIsLeft() throws IOException, InterruptedException {
    try (TestServer server =
        new TestServer(
            request ->
                TestServer.status(202)
                    .newBuilder()
                    .headersDelay(5, TimeUnit.MILLISECONDS)
                    .build())) {
      try (ChildProgram program = ChildProgram.start(Waiting.class, server.url())) {
        // The server takes requests only once all events are tracked.
        for (int i = 0; i < 200; i++) {
          server.nextRequest();
        }

        program.terminate();

        assertThat(program.waitFor()).as("ended by SIGTERM: %s", program.output()).isEqualTo(143);
      }
      assertThat(server.mock().getRequestCount()).isEqualTo(Waiting.EVENTS);
    }
  }

  static final class Forgetful {
    public static void main(String[] args) {
      Plausible plausible = Plausible.create(args[0]);
      Event event = Event.pageview("https://blog.example.com/");
      if (!plausible.events().sendAsync(event).join().isAccepted()) {
        throw new IllegalStateException("not accepted");
      }
      EventQueue queue = plausible.eventQueue();
      queue.track(event);
      queue.flush(Duration.ofMinutes(5));
      System.out.println(Instant.now());
    }
  }

  /** Ends without a close, while nothing answers. */
  static final class Losing {
    public static void main(String[] args) {
      EventQueue queue = Plausible.create("http://127.0.0.1:1").eventQueue();
      for (int i = 0; i < 200; i++) {
        queue.track(Event.pageview("https://blog.example.com/" + i));
      }
    }
  }

  static final class Waiting {
    static final int EVENTS = 1_000;

    public static void main(String[] args) throws InterruptedException {
      EventQueue queue =
          Plausible.create(args[0])
              .eventQueue(
                  DeliveryPolicy.builder()
                      .drainOnShutdown(true)
                      .closeTimeout(Duration.ofMinutes(5))
                      .build());
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        events.add(Event.pageview("https://blog.example.com/" + i));
      }
      events.forEach(queue::track);
      new CountDownLatch(1).await();
    }
  }

  static final class Draining {
    public static void main(String[] args) {
      Plausible plausible = Plausible.create(args[0]);
      EventQueue queue =
          plausible.eventQueue(
              DeliveryPolicy.builder()
                  .drainOnShutdown(true)
                  .closeTimeout(Duration.ofMinutes(5))
                  .build());
      for (int i = 0; i < 500; i++) {
        queue.track(Event.pageview("https://blog.example.com/" + i));
      }
    }
  }
}
