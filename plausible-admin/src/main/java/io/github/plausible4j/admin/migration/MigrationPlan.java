package io.github.plausible4j.admin.migration;

import java.util.List;

/**
 * What a move would do.
 *
 * @param steps in their order
 * @param notes what to know before, such as how long nothing is counted
 * @param wayBack how the move is taken back
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
