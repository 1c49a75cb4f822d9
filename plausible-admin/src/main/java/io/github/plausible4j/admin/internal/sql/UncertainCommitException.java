package io.github.plausible4j.admin.internal.sql;

import java.sql.SQLException;

/**
 * For internal use only. The connection broke after the commit was sent and before it was
 * confirmed.
 */
public final class UncertainCommitException extends SQLException {
  private static final long serialVersionUID = 1L;

  UncertainCommitException(SQLException cause) {
    super(cause.getMessage(), cause.getSQLState(), cause);
  }
}
