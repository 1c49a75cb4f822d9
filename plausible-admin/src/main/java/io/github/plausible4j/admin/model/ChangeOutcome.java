package io.github.plausible4j.admin.model;

/** How an operation left the database. */
public enum ChangeOutcome {
  /** Something was written; a preview would have written it. */
  CHANGED,
  /** Everything was already as asked. */
  UNCHANGED,
  /** There is no such user, site, key, token, session or team; nothing was written. */
  NOT_FOUND
}
