package io.github.plausible4j.admin.model;

import java.util.List;

/**
 * A user who is there now.
 *
 * @param outcome UNCHANGED when the user was there before and complete; the password and the name
 *     are then as they were
 */
public record UserCreation(ChangeOutcome outcome, User user, List<String> changes)
    implements AdminResult {
  public UserCreation {
    changes = List.copyOf(changes);
  }
}
