package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.StackControl;

/** Makes a version live and restarts, a step that most rotations share. */
final class SwitchStep {
  private SwitchStep() {}

  static Step step(StackControl control, JournalEntry entry) {
    return Step.reversible(
        "switch",
        "Make version " + entry.newVersion() + " live and restart what reads it",
        () -> to(control, entry, entry.newVersion()),
        () -> to(control, entry, entry.oldVersion()));
  }

  /**
   * Does not restart when undone, because the old version works only after an earlier step is
   * undone, which restarts.
   */
  static Step stepUndoneLater(StackControl control, JournalEntry entry) {
    Step step = step(control, entry);
    return Step.reversible(
        step.name(),
        step.description(),
        step.effect(),
        () -> control.makeLive(entry.secret(), entry.oldVersion()));
  }

  static void to(StackControl control, JournalEntry entry, String version) {
    control.makeLive(entry.secret(), version);
    control.restart();
  }
}
