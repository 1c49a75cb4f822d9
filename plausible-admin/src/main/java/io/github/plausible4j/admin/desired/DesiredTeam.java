package io.github.plausible4j.admin.desired;

import io.github.plausible4j.admin.model.TeamRole;
import java.util.Map;
import java.util.TreeMap;

/**
 * A team that must exist. Refused before 3.0.
 *
 * @param owner the email of the owner; name and owner identify the team
 * @param members roles by email, without the owner
 */
public record DesiredTeam(String name, String owner, Map<String, TeamRole> members) {
  public DesiredTeam {
    members = Map.copyOf(members);
  }

  /** The members, sorted by email. */
  public Map<String, TeamRole> sortedMembers() {
    return new TreeMap<>(members);
  }
}
