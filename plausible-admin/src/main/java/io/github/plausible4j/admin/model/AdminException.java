package io.github.plausible4j.admin.model;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an operation, rotation or backup fails. The message says what to do. A failed
 * operation leaves the database unchanged, unless the connection breaks during the commit: the
 * message then says that the change may have been made.
 */
public abstract class AdminException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected AdminException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
