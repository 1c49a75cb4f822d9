package io.github.plausible4j.admin.internal.sql;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Describes PostgreSQL errors with a remedy and without the detail line, which may quote a row. For
 * internal use only.
 */
public final class SqlMessages {
  private SqlMessages() {}

  /** The message and the SQL state. */
  public static String of(SQLException e) {
    String state = e.getSQLState() == null ? "" : " (" + e.getSQLState() + ")";
    return withoutDetail(e).getMessage() + state;
  }

  /** The remedy after a semicolon; empty if it is not known. */
  public static String remedy(SQLException failure) {
    if (failure instanceof UncertainCommitException) {
      return "; the connection broke during the commit, so the change may have been made: check,"
          + " then repeat the call";
    }
    String state = String.valueOf(failure.getSQLState());
    return switch (state) {
      case "55P03" -> "; another session holds these rows, try again when it is done";
      case "42501" -> "; connect as the role that owns Plausible's tables, or grant it to this one";
      case "25006" -> "; connect to the primary server, in a session that can write";
      case "28P01", "28000" -> "; use the user and password that the server has now";
      case "3D000" -> "; use the database of Plausible, such as plausible_db";
      case "42P01", "42703" -> "; is this Plausible's database? See schema().differences()";
      case "23503" -> "; delete the rows that refer to it first";
      default ->
          state.startsWith("08") || state.startsWith("57P")
              ? "; nothing was changed, try again when the server answers"
              : "";
    };
  }

  /** The same failure with severity and message only. */
  public static SQLException withoutDetail(SQLException failure) {
    ServerErrorMessage server =
        failure instanceof PSQLException answered ? answered.getServerErrorMessage() : null;
    if (server == null) {
      return failure;
    }
    SQLException bare =
        new SQLException(server.getSeverity() + ": " + server.getMessage(), server.getSQLState());
    bare.setStackTrace(failure.getStackTrace());
    return bare;
  }
}
