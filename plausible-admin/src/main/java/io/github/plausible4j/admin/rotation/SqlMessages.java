package io.github.plausible4j.admin.rotation;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What the database said, without the detail line that may quote a row. */
final class SqlMessages {
  private SqlMessages() {}

  static String of(SQLException e) {
    String state = e.getSQLState() == null ? "" : " (" + e.getSQLState() + ")";
    if (e instanceof PSQLException answered && answered.getServerErrorMessage() != null) {
      return answered.getServerErrorMessage().getMessage() + state;
    }
    return e.getMessage() + state;
  }
}
