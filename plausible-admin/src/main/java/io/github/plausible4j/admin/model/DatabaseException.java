package io.github.plausible4j.admin.model;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when PostgreSQL or ClickHouse cannot be reached or refuses a statement. The server's
 * detail line is left out, here and in the cause, because it may quote a row with a password hash.
 */
public final class DatabaseException extends AdminException {
  private static final long serialVersionUID = 1L;

  /** The message must not contain secrets or stored rows. */
  public DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** PostgreSQL's error code of five characters; empty if the driver gave no code. */
  public String sqlState() {
    return getCause() instanceof SQLException cause && cause.getSQLState() != null
        ? cause.getSQLState()
        : "";
  }
}
