package io.github.plausible4j.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens to a program that forgets to close, in a JVM of its own. */
class ProgramExitTest {
  @Test
  void aProgramThatForgetsToCloseEndsAllTheSame() throws IOException, InterruptedException {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      Process program = run(Forgetful.class, server.url());

      // OkHttp's own threads would hold it for a minute; a JVM on a busy machine starts in seconds.
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isZero();
    }
  }

  @Test
  void aShutdownHookDrainsWhatIsLeft() throws IOException, InterruptedException {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      Process program = run(Draining.class, server.url());

      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isZero();
      assertThat(server.mock().getRequestCount()).isEqualTo(500);
    }
  }

  private static Process run(Class<?> program, String url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            url)
        .inheritIO()
        .start();
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
      queue.flush(Duration.ofSeconds(20));
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
