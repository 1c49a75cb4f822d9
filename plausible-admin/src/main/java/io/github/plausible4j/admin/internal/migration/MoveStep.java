package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.migration.MigrationStep;
import java.io.IOException;

/**
 * A step of a move or of its rollback. An interrupted step runs again, so its effect must be
 * repeatable.
 */
record MoveStep(String name, String description, Effect effect) {
  /** The effect of a step. */
  @FunctionalInterface
  interface Effect {
    void run() throws IOException;
  }

  MigrationStep numbered(int index) {
    return new MigrationStep(index + 1, name, description);
  }
}
