package io.github.plausible4j.admin.backup;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints the progress of a backup or restore. */
final class PrintingListener implements BackupListener {
  private static final double MEGABYTE = 1_000_000.0;
  private static final long SECOND = 1_000;

  private final PrintStream out;
  private String file = "";
  private long nextMillis;

  PrintingListener(PrintStream out) {
    this.out = out;
  }

  @Override
  public void step(String sentence) {
    out.println(sentence);
  }

  @Override
  public void progress(String nowFile, long bytes, Duration elapsed) {
    if (!nowFile.equals(file)) {
      file = nowFile;
      nextMillis = 0;
    }
    if (elapsed.toMillis() < nextMillis) {
      return;
    }
    nextMillis = elapsed.toMillis() + SECOND;
    double rate = bytes / MEGABYTE / Math.max(0.001, elapsed.toMillis() / (double) SECOND);
    out.println(
        String.format(Locale.ROOT, "  %s  %.1f MB, %.1f MB/s", nowFile, bytes / MEGABYTE, rate));
  }
}
