package io.github.plausible4j.admin.migration;

import io.github.plausible4j.admin.model.AdminException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a move cannot begin or continue. The message says how far the move got and what to
 * do.
 */
public final class MigrationException extends AdminException {
  private static final long serialVersionUID = 1L;

  public MigrationException(String message) {
    this(message, null);
  }

  public MigrationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
