package io.github.plausible4j.admin;

import org.jspecify.annotations.Nullable;

/**
 * An operation that did not happen; the database is as it was before. Only when the connection
 * breaks while a change is committed can nobody tell, and the message says so.
 */
public abstract sealed class AdminException extends RuntimeException
    permits RefusedException,
        UnsupportedSchemaException,
        DatabaseException,
        ClusterAccessException {
  private static final long serialVersionUID = 1L;

  AdminException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
