package io.github.plausible4j.samples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints a line for each completed step, with the time. */
final class QuickstartSteps {
  private final PrintStream out;
  private final long start = System.nanoTime();

  QuickstartSteps(PrintStream out) {
    this.out = out;
  }

  /** The time since the first step began. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  void done(String step, String result) {
    out.println(
        String.format(
            Locale.ROOT, "%5.1f s  %-12s  %s", elapsed().toMillis() / 1000.0, step, result));
    out.flush();
  }

  /** Prints the details of the previous step. */
  void show(Object block) {
    out.println();
    out.println(block.toString().strip().indent(2));
    out.flush();
  }
}
