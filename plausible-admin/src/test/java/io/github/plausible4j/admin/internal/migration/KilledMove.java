package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.migration.MigrationListener;
import io.github.plausible4j.admin.migration.MigrationStep;
import java.util.HashSet;
import java.util.Set;

/** Stands for the end of the process at each point where it was not ended before. */
final class KilledMove implements MigrationListener {
  private final Set<String> passed = new HashSet<>();

  /** What nothing catches. */
  static final class Kill extends Error {
    private static final long serialVersionUID = 1L;
  }

  int points() {
    return passed.size();
  }

  @Override
  public void before(MigrationStep step) {
    at("before " + step.name());
  }

  @Override
  public void after(MigrationStep step) {
    at("after " + step.name());
  }

  @Override
  public BackupListener backup() {
    return new BackupListener() {
      @Override
      public void step(String sentence) {
        at(sentence);
      }
    };
  }

  private void at(String point) {
    if (passed.add(point)) {
      throw new Kill();
    }
  }
}
