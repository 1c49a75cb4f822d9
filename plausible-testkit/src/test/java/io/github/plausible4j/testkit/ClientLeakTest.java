package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.Event;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A client for each request is a mistake that users make; it must not eat the machine. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "descriptors are counted on Unix only")
class ClientLeakTest {
  @Test
  void aThousandClientsLeaveNoThreadAndNoDescriptorBehind()
      throws IOException, InterruptedException {
    try (PlausibleServer server = PlausibleServer.forSites("blog.example.com")) {
      Process program =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ManyClients.class.getName(),
                  server.url())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      List<String> lines;
      try {
        lines = program.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(program.waitFor()).isZero();
      } finally {
        program.destroyForcibly();
      }

      assertThat(lines).hasSize(2);
      long[] before = figures(lines.get(0));
      long[] after = figures(lines.get(1));
      // A few belong to OkHttp's shared task runner and end by themselves.
      assertThat(after[0]).as("threads").isLessThanOrEqualTo(before[0] + 4);
      assertThat(after[1]).as("descriptors").isLessThanOrEqualTo(before[1] + 4);
      assertThat(server.events()).hasSize(1_050);
    }
  }

  private static long[] figures(String line) {
    String[] parts = line.split(" ", -1);
    return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
  }

  static final class ManyClients {
    public static void main(String[] args) {
      cycles(args[0], 50);
      print();
      cycles(args[0], 1_000);
      print();
    }

    private static void cycles(String url, int number) {
      for (int i = 0; i < number; i++) {
        try (Plausible plausible = Plausible.create(url)) {
          plausible.eventQueue().track(Event.pageview("https://blog.example.com/" + i));
        }
      }
    }

    private static void print() {
      UnixOperatingSystemMXBean system =
          (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      System.out.println(Thread.activeCount() + " " + system.getOpenFileDescriptorCount());
    }
  }
}
