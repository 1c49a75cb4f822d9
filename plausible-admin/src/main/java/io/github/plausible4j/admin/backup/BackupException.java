package io.github.plausible4j.admin.backup;

import org.jspecify.annotations.Nullable;

/** A backup or restore that did not end well; the message says what is left and what to do. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    this(message, null);
  }

  BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
