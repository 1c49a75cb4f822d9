package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.sql.UncertainCommitException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The database could not be reached or refused a statement. The server's detail line is left out,
 * here and in the cause, because it may quote a row with a password hash.
 */
public final class DatabaseException extends AdminException {
  private static final long serialVersionUID = 1L;

  private DatabaseException(String message, SQLException cause) {
    super(message, cause);
  }

  static DatabaseException of(String operation, SQLException failure) {
    SQLException cause = withoutDetail(failure);
    return new DatabaseException(
        operation + " failed in the database: " + cause.getMessage() + remedy(failure), cause);
  }

  private static String remedy(SQLException failure) {
    if (failure instanceof UncertainCommitException) {
      return "; the connection broke while the change was committed, so that it is there or not:"
          + " look, or do it again";
    }
    String state = String.valueOf(failure.getSQLState());
    return switch (state) {
      case "55P03" -> "; another session holds these rows, try again when it is done";
      case "42501" -> "; connect as the role that owns Plausible's tables, or grant it to this one";
      case "25006" -> "; connect to the primary server, in a session that may write";
      case "28P01", "28000" -> "; give the user and password that the server has now";
      case "3D000" -> "; name the database that Plausible uses, such as plausible_db";
      case "42P01", "42703" -> "; is this Plausible's database? See schema().differences()";
      case "23503" -> "; delete the rows that refer to it first";
      default ->
          state.startsWith("08") || state.startsWith("57P")
              ? "; nothing was changed, try again when the server answers"
              : "";
    };
  }

  /** The five characters that PostgreSQL names a failure by; empty when the driver gave none. */
  public String sqlState() {
    return getCause() instanceof SQLException cause && cause.getSQLState() != null
        ? cause.getSQLState()
        : "";
  }

  private static SQLException withoutDetail(SQLException failure) {
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
