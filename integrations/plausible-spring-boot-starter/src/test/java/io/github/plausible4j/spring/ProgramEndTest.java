package io.github.plausible4j.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.testkit.PlausibleServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application whose JVM is ended, as by a SIGTERM: Spring closes the queue meanwhile. */
class ProgramEndTest {
  private static final int EVENTS = 200;

  @ImportAutoConfiguration(PlausibleAutoConfiguration.class)
  static final class Program {
    public static void main(String[] args) {
      ConfigurableApplicationContext context =
          new SpringApplicationBuilder(Program.class)
              .web(WebApplicationType.NONE)
              .properties("plausible.url=" + args[0], "plausible.site=a.example")
              .run();
      EventQueue queue = context.getBean(EventQueue.class);
      for (int i = 0; i < EVENTS; i++) {
        queue.track(Event.pageview("https://a.example/" + i));
      }
      System.exit(0);
    }
  }

  @Test
  void theQueueIsDeliveredAndNoLossIsClaimed() throws Exception {
    try (PlausibleServer server = PlausibleServer.start()) {
      Process program =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  Program.class.getName(),
                  server.url())
              .redirectErrorStream(true)
              .start();
      try {
        String said = new String(program.getInputStream().readAllBytes(), UTF_8);

        assertThat(program.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("The JVM ends");
        assertThat(server.events()).hasSize(EVENTS);
      } finally {
        program.destroyForcibly();
      }
    }
  }
}
