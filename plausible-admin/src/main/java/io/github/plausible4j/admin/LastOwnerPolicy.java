package io.github.plausible4j.admin;

/** What happens to teams, and before 3.0 to sites, that would lose their last owner. */
public enum LastOwnerPolicy {
  /** The operation is refused. */
  REFUSE,
  /** They are deleted with all that belongs to them. */
  DELETE_TEAMS_AND_SITES
}
