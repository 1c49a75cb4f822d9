package io.github.plausible4j.admin.migration;

import java.util.List;

/**
 * The steps of a move that has not run yet.
 *
 * @param steps in the order in which they run
 * @param notes what to know beforehand, such as how long no events are counted
 * @param wayBack how to roll the move back
 */
public record MigrationPlan(List<MigrationStep> steps, List<String> notes, String wayBack) {
  /** Copies the lists. */
  public MigrationPlan {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /** A line for each step and note, and the way back. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    steps.forEach(step -> text.append(step).append('\n'));
    notes.forEach(note -> text.append("- ").append(note).append('\n'));
    return text.append("Way back: ").append(wayBack).toString();
  }
}
