package io.github.plausible4j.admin;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The database could not be reached or refused a statement. The server's detail line is left out,
 * here and in the cause, because it may quote a row with a password hash.
 */
public final class DatabaseException extends AdminException {
  private static final long serialVersionUID = 1L;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private DatabaseException(String message, SQLException cause) {
    super(message, cause);
  }

  static DatabaseException of(String operation, SQLException failure) {
    SQLException cause = withoutDetail(failure);
    String remedy =
        LOCK_NOT_AVAILABLE.equals(failure.getSQLState())
            ? "; another session holds these rows for over ten seconds, try again when it is done"
            : "";
    return new DatabaseException(
        operation + " failed in the database: " + cause.getMessage() + remedy, cause);
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
