package io.github.plausible4j.admin.model;

import java.util.List;

/** A team that is there now; UNCHANGED when the owner had one of that name before. */
public record TeamCreation(ChangeOutcome outcome, TeamInfo team, List<String> changes)
    implements AdminResult {
  public TeamCreation {
    changes = List.copyOf(changes);
  }
}
