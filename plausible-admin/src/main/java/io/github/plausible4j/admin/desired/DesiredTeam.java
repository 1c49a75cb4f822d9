package io.github.plausible4j.admin.desired;

import io.github.plausible4j.admin.model.TeamRole;
import java.util.Map;
import java.util.TreeMap;

/**
 * A team that is to be there; before 3.0 it is refused.
 *
 * @param owner the email of the owner by whom it is found again
 * @param members roles by email, without the owner
 */
public record DesiredTeam(String name, String owner, Map<String, TeamRole> members) {
  public DesiredTeam {
    members = Map.copyOf(members);
  }

  /** In the order of emails. */
  public Map<String, TeamRole> sortedMembers() {
    return new TreeMap<>(members);
  }
}
