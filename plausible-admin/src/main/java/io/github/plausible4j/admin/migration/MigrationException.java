package io.github.plausible4j.admin.migration;

import io.github.plausible4j.admin.model.AdminException;
import org.jspecify.annotations.Nullable;

/** A move that cannot begin or go on; the message says where it is and what to do. */
public final class MigrationException extends AdminException {
  private static final long serialVersionUID = 1L;

  public MigrationException(String message) {
    this(message, null);
  }

  public MigrationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
