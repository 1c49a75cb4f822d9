package io.github.plausible4j.admin.model;

import java.util.List;

/**
 * A user who exists now.
 *
 * @param outcome UNCHANGED if the user already existed and was complete; password and name are then
 *     unchanged
 */
public record UserCreation(ChangeOutcome outcome, User user, List<String> changes)
    implements AdminResult {
  public UserCreation {
    changes = List.copyOf(changes);
  }
}
