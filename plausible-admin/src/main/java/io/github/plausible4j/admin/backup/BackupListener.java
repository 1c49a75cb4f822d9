package io.github.plausible4j.admin.backup;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Receives the progress of a backup or restore. Calls come one at a time, from threads of the
 * backup.
 */
public interface BackupListener {
  /** Called when a step begins, with a sentence that describes it. */
  default void step(String sentence) {}

  /**
   * Called when part of a file was written or read, at most once per megabyte and at the end.
   *
   * @param bytes written or read since the start of the file
   * @param elapsed the time since the start of the file
   */
  default void progress(String file, long bytes, Duration elapsed) {}

  /** Ignores progress. */
  static BackupListener none() {
    return new BackupListener() {};
  }

  /** Prints a line for each step, and one for each file with its size and rate. */
  static BackupListener printing(PrintStream out) {
    return new PrintingListener(out);
  }
}
