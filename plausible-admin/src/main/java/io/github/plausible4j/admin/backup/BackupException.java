package io.github.plausible4j.admin.backup;

import io.github.plausible4j.admin.model.AdminException;
import org.jspecify.annotations.Nullable;

/** Thrown when a backup or restore fails. The message says what remains and what to do. */
public final class BackupException extends AdminException {
  private static final long serialVersionUID = 1L;

  public BackupException(String message) {
    this(message, null);
  }

  public BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
