package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.SessionRows;
import io.github.plausible4j.admin.internal.store.UserRows;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.Session;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import java.util.List;

/**
 * The sessions of logged-in users. A revoked session ends at its next request; an open page stays
 * connected until it has to reconnect. Thread-safe.
 */
public final class Sessions {
  private static final String SELECT =
      "SELECT s.id, u.email, s.device, s.last_used_at, s.timeout_at FROM user_sessions s"
          + " JOIN users u ON u.id = s.user_id";
  private static final RowReader<Session> READER =
      row ->
          new Session(
              row.getLong("id"),
              row.getString("email"),
              row.getString("device"),
              Timestamps.read(row, "last_used_at"),
              Timestamps.read(row, "timeout_at"));

  private final Operations operations;

  Sessions(Operations operations) {
    this.operations = operations;
  }

  /**
   * All sessions, the latest used first.
   *
   * @throws UnsupportedSchemaException before 2.1.4, which keeps sessions in cookies only
   */
  public List<Session> list() {
    return operations.read(
        "sessions.list",
        (tx, schema) -> {
          requireSessions(schema, "sessions.list");
          return tx.list(SELECT + " ORDER BY s.last_used_at DESC, s.id", READER);
        });
  }

  /** The sessions of a user, the latest used first. */
  public List<Session> list(String email) {
    return operations.read(
        "sessions.list",
        (tx, schema) -> {
          requireSessions(schema, "sessions.list");
          return tx.list(
              SELECT + " WHERE u.email = ?::citext ORDER BY s.last_used_at DESC, s.id",
              READER,
              TextRules.sought("email", email));
        });
  }

  /** Ends one session by its id. */
  public ChangeResult revoke(long id) {
    return revoke("session " + id, "DELETE FROM user_sessions WHERE id = ?", id);
  }

  /** Ends all sessions of a user; UNCHANGED if the user has no sessions. */
  public ChangeResult revokeAll(String email) {
    return operations.write(
        "sessions.revokeAll",
        email,
        (tx, schema) -> {
          requireSessions(schema, "sessions.revokeAll");
          var user = UserRows.lock(tx, schema, email);
          return user.isEmpty()
              ? ChangeResult.notFound()
              : ended(SessionRows.end(tx, schema, user.get().id()), ChangeResult.unchanged());
        });
  }

  /** Logs everybody out; UNCHANGED when nobody was logged in. */
  public ChangeResult revokeEveryone() {
    return operations.write(
        "sessions.revokeEveryone",
        "*",
        (tx, schema) -> {
          requireSessions(schema, "sessions.revokeEveryone");
          return ended(tx.update("DELETE FROM user_sessions"), ChangeResult.unchanged());
        });
  }

  private ChangeResult revoke(String subject, String sql, long id) {
    return operations.write(
        "sessions.revoke",
        subject,
        (tx, schema) -> {
          requireSessions(schema, "sessions.revoke");
          return ended(tx.update(sql, id), ChangeResult.notFound());
        });
  }

  private static ChangeResult ended(long sessions, ChangeResult none) {
    return sessions > 0 ? ChangeResult.changed(sessions + " sessions ended") : none;
  }

  private static void requireSessions(Schema schema, String operation) {
    schema.requireTable(
        "user_sessions",
        operation,
        "sessions are stored since release 2.1.4; in earlier releases, only a new SECRET_KEY_BASE"
            + " ends them");
  }
}
