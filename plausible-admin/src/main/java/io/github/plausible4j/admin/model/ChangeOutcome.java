package io.github.plausible4j.admin.model;

/** The effect of an operation on the database. */
public enum ChangeOutcome {
  /** Something was written; a preview would have written it. */
  CHANGED,
  /** The database already was in the requested state. */
  UNCHANGED,
  /** There is no such user, site, key, token, session or team; nothing was written. */
  NOT_FOUND
}
