package io.github.plausible4j.admin.backup;

import java.io.PrintStream;
import java.time.Duration;

/** Sees a backup or restore go by. One call at a time, from threads of the backup. */
public interface BackupListener {
  /** A step begins, said in a sentence. */
  default void step(String sentence) {}

  /**
   * So much of a file was written or read; called at most for each megabyte, and at the end.
   *
   * @param bytes since the file began
   * @param elapsed since the file began
   */
  default void progress(String file, long bytes, Duration elapsed) {}

  /** Sees nothing. */
  static BackupListener none() {
    return new BackupListener() {};
  }

  /** Prints a line for each step, and one for each file with its size and rate. */
  static BackupListener printing(PrintStream out) {
    return new PrintingListener(out);
  }
}
