package io.github.plausible4j.admin.model;

import java.util.List;

/** A team that exists now; UNCHANGED if the owner already had a team with that name. */
public record TeamCreation(ChangeOutcome outcome, TeamInfo team, List<String> changes)
    implements AdminResult {
  public TeamCreation {
    changes = List.copyOf(changes);
  }
}
