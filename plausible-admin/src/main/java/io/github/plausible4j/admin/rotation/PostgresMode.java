package io.github.plausible4j.admin.rotation;

/** How the password of the application's login at PostgreSQL is rotated. */
public enum PostgresMode {
  /**
   * Two logins of one owner role take turns, so that old and new password are valid until the
   * application has switched. Needs an administrator of the database.
   */
  TWO_LOGINS,
  /**
   * The one login gets the new password. Open sessions continue; new connections fail until the
   * application has restarted.
   */
  SINGLE_LOGIN
}
