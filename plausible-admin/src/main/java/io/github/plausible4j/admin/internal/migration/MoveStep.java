package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.migration.MigrationStep;
import java.io.IOException;

/**
 * A step of a move or of the way back. A step that was cut is run again, so its effect bears that.
 */
record MoveStep(String name, String description, Effect effect) {
  /** What it does. */
  @FunctionalInterface
  interface Effect {
    void run() throws IOException;
  }

  MigrationStep numbered(int index) {
    return new MigrationStep(index + 1, name, description);
  }
}
