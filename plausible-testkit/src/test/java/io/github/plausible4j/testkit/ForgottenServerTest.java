package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server that nobody closes. */
class ForgottenServerTest {
  @Test
  void hasOnlyDaemonThreads() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (PlausibleServer server = PlausibleServer.start()) {
      Http.event(server, "{\"name\":\"pageview\",\"url\":\"https://a.test/\"}");

      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> !before.contains(thread))
          .filteredOn(thread -> thread.getName().startsWith("plausible-test-server"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }
}
