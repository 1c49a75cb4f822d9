package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Transaction;
import java.sql.SQLException;

/** Counts and ends stored sessions, which exist since 2.1.4. For internal use only. */
public final class SessionRows {
  private SessionRows() {}

  public static long count(Transaction tx, Schema schema, long userId) throws SQLException {
    return schema.hasTable("user_sessions")
        ? tx.count("SELECT count(*) FROM user_sessions WHERE user_id = ?", userId)
        : 0;
  }

  /** Ends the sessions of a user and returns their number; 0 if the schema stores none. */
  public static long end(Transaction tx, Schema schema, long userId) throws SQLException {
    return schema.hasTable("user_sessions")
        ? tx.update("DELETE FROM user_sessions WHERE user_id = ?", userId)
        : 0;
  }
}
