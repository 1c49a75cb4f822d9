package io.github.plausible4j.admin.rotation;

/** How the password of Plausible's ClickHouse login is changed. */
public enum ClickHouseMode {
  /**
   * The server reads its users from a file made from the live version of the secret. {@link
   * StackControl#restart} restarts the server if it runs with another version.
   */
  READS_SECRET,
  /**
   * The server's access control stores the login, and the login changes its own password by a
   * statement.
   */
  STATEMENT
}
