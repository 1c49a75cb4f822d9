package io.github.plausible4j.admin.migration;

import io.github.plausible4j.admin.backup.BackupListener;
import java.io.PrintStream;

/** Sees a move go by. One call at a time. */
public interface MigrationListener {
  /** A step begins. */
  default void before(MigrationStep step) {}

  /** A step is done. */
  default void after(MigrationStep step) {}

  /** Sees the files of both databases be written and read. */
  default BackupListener backup() {
    return BackupListener.none();
  }

  /** Sees nothing. */
  static MigrationListener none() {
    return new MigrationListener() {};
  }

  /** Prints a line for each step, and what {@link BackupListener#printing} prints. */
  static MigrationListener printing(PrintStream out) {
    return new MigrationListener() {
      @Override
      public void before(MigrationStep step) {
        out.println(step);
      }

      @Override
      public BackupListener backup() {
        return BackupListener.printing(out);
      }
    };
  }
}
