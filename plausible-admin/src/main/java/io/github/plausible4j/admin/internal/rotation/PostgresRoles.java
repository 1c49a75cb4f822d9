package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;

/**
 * Creates and changes roles of PostgreSQL. Statements about roles take no parameters, so the server
 * itself quotes names and verifiers. A password is sent only as its SCRAM verifier, so neither the
 * connection nor the server's log contains it.
 */
final class PostgresRoles {
  private static final int LOOKS = 50;

  private final Database database;

  PostgresRoles(DataSource dataSource) {
    this.database = new Database(dataSource);
  }

  /**
   * Creates or updates a login that acts as the owner role, so that the role owns what it creates.
   */
  void ensureLogin(String login, String owner, SecretValue password) throws SQLException {
    String verifier = verifier(login, password);
    database.transaction(
        true,
        tx -> {
          if (!tx.exists("SELECT 1 FROM pg_roles WHERE rolname = ?", login)) {
            statement(tx, "CREATE ROLE %I LOGIN NOINHERIT", login);
          }
          statement(tx, "GRANT %I TO %I", owner, login);
          statement(tx, "ALTER ROLE %I SET role TO %L", login, owner);
          statement(tx, "ALTER ROLE %I PASSWORD %L", login, verifier);
          return true;
        });
  }

  void setPassword(String login, SecretValue password) throws SQLException {
    String verifier = verifier(login, password);
    database.transaction(
        true,
        tx -> {
          // A login with a default role can change its own password only as itself.
          tx.execute("SET LOCAL ROLE NONE");
          statement(tx, "ALTER ROLE %I PASSWORD %L", login, verifier);
          return true;
        });
  }

  /** Removes the password of a login. Open sessions continue; new ones are refused. */
  void clearPassword(String login) throws SQLException {
    database.transaction(
        true,
        tx -> {
          if (tx.exists("SELECT 1 FROM pg_roles WHERE rolname = ?", login)) {
            statement(tx, "ALTER ROLE %I PASSWORD NULL", login);
          }
          return true;
        });
  }

  /** The role that owns what the login creates: its default role, otherwise itself. */
  String actsAs() throws SQLException {
    return database.transaction(
        false, tx -> tx.first("SELECT current_user", row -> row.getString(1)).orElseThrow());
  }

  /**
   * The number of remaining sessions. A backend ends shortly after its client, so this waits up to
   * five seconds for it.
   */
  long sessionsLeft(String login) throws SQLException {
    long left = sessionsOf(login);
    for (int look = 0; left > 0 && look < LOOKS; look++) {
      database.transaction(
          false, tx -> tx.first("SELECT pg_sleep(0.1)::text", row -> row.getString(1)));
      left = sessionsOf(login);
    }
    return left;
  }

  long sessionsOf(String login) throws SQLException {
    return database.transaction(
        false, tx -> tx.count("SELECT count(*) FROM pg_stat_activity WHERE usename = ?", login));
  }

  private static void statement(Transaction tx, String format, @Nullable Object... names)
      throws SQLException {
    String parameters = "?" + ", ?::text".repeat(names.length);
    Object[] values = new Object[names.length + 1];
    values[0] = format;
    System.arraycopy(names, 0, values, 1, names.length);
    tx.execute(
        tx.first("SELECT format(" + parameters + ")", row -> row.getString(1), values)
            .orElseThrow());
  }

  private static String verifier(String login, SecretValue password) throws SQLException {
    return PasswordUtil.encodePassword(login, password.reveal().toCharArray(), "scram-sha-256");
  }
}
