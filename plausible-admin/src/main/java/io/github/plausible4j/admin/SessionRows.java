package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.sql.Transaction;
import java.sql.SQLException;

/** Stored sessions, which exist since 2.1.4. */
final class SessionRows {
  private SessionRows() {}

  static long count(Transaction tx, SchemaInfo schema, long userId) throws SQLException {
    return schema.hasTable("user_sessions")
        ? tx.count("SELECT count(*) FROM user_sessions WHERE user_id = ?", userId)
        : 0;
  }

  /** The number of sessions that ended; 0 where none are stored. */
  static long end(Transaction tx, SchemaInfo schema, long userId) throws SQLException {
    return schema.hasTable("user_sessions")
        ? tx.update("DELETE FROM user_sessions WHERE user_id = ?", userId)
        : 0;
  }
}
