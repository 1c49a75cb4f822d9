package io.github.plausible4j.admin.rotation;

/** How Plausible's login at ClickHouse gets another password. */
public enum ClickHouseMode {
  /**
   * The server's file of users comes from the version that is live: it is the version's password
   * once the server was restarted, which {@link StackControl#restart} does when that version is
   * another one than it runs with.
   */
  READS_SECRET,
  /** The login is kept by the server's own access control, and changes its password itself. */
  STATEMENT
}
