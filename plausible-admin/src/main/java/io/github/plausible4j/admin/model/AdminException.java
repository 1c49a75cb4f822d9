package io.github.plausible4j.admin.model;

import org.jspecify.annotations.Nullable;

/**
 * An operation, rotation or backup that did not end well; the message says what to do. A failed
 * operation leaves the database as it was. The exception is a connection that breaks during the
 * commit: the message then says that the change may have been made.
 */
public abstract class AdminException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected AdminException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
