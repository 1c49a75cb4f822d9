package io.github.plausible4j.admin.model;

import java.util.ArrayList;
import java.util.List;

/** Rows of statistics that were deleted, or that a preview has counted. */
public record StatisticsDeletion(long events, long visits) implements AdminResult {
  @Override
  public ChangeOutcome outcome() {
    return events + visits == 0 ? ChangeOutcome.UNCHANGED : ChangeOutcome.CHANGED;
  }

  @Override
  public List<String> changes() {
    List<String> changes = new ArrayList<>();
    if (events > 0) {
      changes.add(events + " events deleted");
    }
    if (visits > 0) {
      changes.add(visits + " visits deleted");
    }
    return List.copyOf(changes);
  }
}
