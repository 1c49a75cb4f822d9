package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
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
      Process program = ChildProgram.start(Forgetful.class, Redirect.PIPE, server.url());
      try (BufferedReader output = program.inputReader()) {
        assertThat(output.readLine()).isEqualTo(Forgetful.LAST_WORD);
        long mainEnded = System.nanoTime();

        assertThat(program.waitFor()).isZero();

        // Mostly milliseconds, but not on a busy machine; OkHttp's own threads would take a minute.
        assertThat(Duration.ofNanos(System.nanoTime() - mainEnded))
            .isLessThan(Duration.ofSeconds(10));
      }
    }
  }

  @Test
  void aShutdownHookDrainsWhatIsLeft() throws IOException, InterruptedException {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      Process program = ChildProgram.start(Draining.class, Redirect.INHERIT, server.url());

      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isZero();
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
      Process program = ChildProgram.start(Waiting.class, Redirect.INHERIT, server.url());
      // All are tracked in less time than the server needs for so many.
      for (int i = 0; i < 200; i++) {
        server.nextRequest();
      }

      program.destroy();

      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).as("ended by SIGTERM").isEqualTo(143);
      assertThat(server.mock().getRequestCount()).isEqualTo(Waiting.EVENTS);
    }
  }

  static final class Forgetful {
    static final String LAST_WORD = "main ends";

    public static void main(String[] args) {
      Plausible plausible = Plausible.create(args[0]);
      Event event = Event.pageview("https://blog.example.com/");
      if (!plausible.events().sendAsync(event).join().isAccepted()) {
        throw new IllegalStateException("not accepted");
      }
      EventQueue queue = plausible.eventQueue();
      queue.track(event);
      queue.flush(Duration.ofSeconds(20));
      System.out.println(LAST_WORD);
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
                      .closeTimeout(Duration.ofSeconds(30))
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
                  .closeTimeout(Duration.ofSeconds(20))
                  .build());
      for (int i = 0; i < 500; i++) {
        queue.track(Event.pageview("https://blog.example.com/" + i));
      }
    }
  }
}
