package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.User;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads users on every generation of the schema. For internal use only. */
public final class UserRows {
  private static final RowReader<User> READER =
      row ->
          new User(
              row.getLong("id"),
              row.getString("email"),
              row.getString("name") == null ? "" : row.getString("name"),
              row.getBoolean("email_verified"),
              row.getBoolean("two_factor"),
              Timestamps.read(row, "inserted_at"));

  private UserRows() {}

  public static List<User> list(Transaction tx, Schema schema) throws SQLException {
    return tx.list(select(schema) + " ORDER BY email", READER);
  }

  public static Optional<User> find(Transaction tx, Schema schema, String email)
      throws SQLException {
    return tx.first(
        select(schema) + " WHERE email = ?::citext", READER, TextRules.sought("email", email));
  }

  /** Locks a user until the commit, against changes by other sessions. */
  public static Optional<User> lock(Transaction tx, Schema schema, String email)
      throws SQLException {
    return tx.first(
        select(schema) + " WHERE email = ?::citext FOR UPDATE",
        READER,
        TextRules.sought("email", email));
  }

  /**
   * Finds a user that must exist.
   *
   * @throws RefusedException if there is no such user
   */
  public static User lockExisting(Transaction tx, Schema schema, String email) throws SQLException {
    return lock(tx, schema, email)
        .orElseThrow(
            () ->
                new RefusedException(
                    "There is no user \"" + email + "\"; create the user first, or see list()"));
  }

  private static String select(Schema schema) {
    String twoFactor = schema.has("users", "totp_enabled") ? "totp_enabled" : "false";
    return "SELECT id, email, name, email_verified, inserted_at, "
        + twoFactor
        + " AS two_factor FROM users";
  }
}
