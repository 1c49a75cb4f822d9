package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Track, flush and close in the orders that Lincheck finds for them, in a JVM of its own. */
class QueueInterleavingsTest {
  /** Lincheck gives up on a machine that is too busy for it. */
  private static final int STARTS = 3;

  private static final Duration LONGEST = Duration.ofHours(1);

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES) // half a minute on a machine that does nothing else
  void inNoOrderOfStepsAreTheCountersWrongOrDoesAnyThreadWaitForever()
      throws IOException, InterruptedException {
    explore(15);
  }

  @Test
  @Tag("long")
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void norInAnyOfThousands() throws IOException, InterruptedException {
    explore(3_000);
  }

  private static void explore(int interleavings) throws IOException, InterruptedException {
    int exit = QueueInterleavings.NOT_IN_TIME;
    String output = "";
    for (int start = 0; start < STARTS && exit == QueueInterleavings.NOT_IN_TIME; start++) {
      try (ChildProgram program =
          ChildProgram.start(
              QueueInterleavings.class,
              List.of("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
              Integer.toString(interleavings))) {
        exit = program.waitFor(LONGEST);
        output = program.output();
      }
    }

    assumeThat(exit).as("a machine that has time").isNotEqualTo(QueueInterleavings.NOT_IN_TIME);
    assertThat(exit).as(output).isZero();
  }
}
