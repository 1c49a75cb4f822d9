package io.github.plausible4j.admin.internal.sql;

import java.sql.SQLException;

/**
 * Thrown when the connection breaks after the commit was sent and before it was confirmed. For
 * internal use only.
 */
public final class UncertainCommitException extends SQLException {
  private static final long serialVersionUID = 1L;

  UncertainCommitException(SQLException cause) {
    super(cause.getMessage(), cause.getSQLState(), cause);
  }
}
