package io.github.plausible4j.samples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says what has been done, a line a step, and when. */
final class QuickstartSteps {
  private final PrintStream out;
  private final long start = System.nanoTime();

  QuickstartSteps(PrintStream out) {
    this.out = out;
  }

  /** Since the first step began. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  void done(String step, String result) {
    out.println(
        String.format(
            Locale.ROOT, "%5.1f s  %-12s  %s", elapsed().toMillis() / 1000.0, step, result));
    out.flush();
  }

  /** Shows what belongs to the step before. */
  void show(Object block) {
    out.println();
    out.println(block.toString().strip().indent(2));
    out.flush();
  }
}
