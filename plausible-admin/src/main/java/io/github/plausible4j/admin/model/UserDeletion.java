package io.github.plausible4j.admin.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What was deleted with a user, counted before the deletion.
 *
 * @param teams teams of which the user was the only owner
 * @param sites sites of these teams, or before 3.0 sites that the user owned
 * @param invitations the user's invitations to sites of others, in the table of releases before 3.0
 */
public record UserDeletion(
    ChangeOutcome outcome,
    long teams,
    long sites,
    long memberships,
    long apiKeys,
    long sessions,
    long invitations)
    implements AdminResult {
  public static UserDeletion notFound() {
    return new UserDeletion(ChangeOutcome.NOT_FOUND, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public List<String> changes() {
    if (outcome != ChangeOutcome.CHANGED) {
      return List.of();
    }
    List<String> changes = new ArrayList<>(List.of("user deleted"));
    add(changes, teams, "teams");
    add(changes, sites, "sites");
    add(changes, memberships, "memberships");
    add(changes, apiKeys, "API keys");
    add(changes, sessions, "sessions");
    add(changes, invitations, "invitations");
    return List.copyOf(changes);
  }

  private static void add(List<String> changes, long count, String what) {
    if (count > 0) {
      changes.add(count + " " + what + " deleted");
    }
  }
}
