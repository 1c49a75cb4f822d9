package io.github.plausible4j.admin.migration;

import io.github.plausible4j.admin.backup.BackupListener;
import java.io.PrintStream;

/** Receives the progress of a move. Calls come one at a time. */
public interface MigrationListener {
  /** Called when a step begins. */
  default void before(MigrationStep step) {}

  /** Called when a step is done. */
  default void after(MigrationStep step) {}

  /** Receives the progress of writing and reading the backup of both databases. */
  default BackupListener backup() {
    return BackupListener.none();
  }

  /** Ignores progress. */
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
