package io.github.plausible4j.admin.model;

/** The role of a member for all sites of a team. */
public enum TeamRole {
  /** Can do everything. Only another owner can change or remove an owner. */
  OWNER,
  /** Manages settings, sites and members. */
  ADMIN,
  /** Manages goals, shared links and properties. */
  EDITOR,
  /** Sees only the billing page, which Community Edition does not have. */
  BILLING,
  /** Reads statistics. */
  VIEWER
}
