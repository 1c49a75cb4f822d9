package io.github.plausible4j.admin.model;

/** What a member may do with all sites of a team. */
public enum TeamRole {
  /** Everything, and nobody may take it away but another owner. */
  OWNER,
  /** Settings, sites and members. */
  ADMIN,
  /** Goals, shared links and properties. */
  EDITOR,
  /** Only the billing page, which Community Edition does not have. */
  BILLING,
  /** Statistics. */
  VIEWER
}
