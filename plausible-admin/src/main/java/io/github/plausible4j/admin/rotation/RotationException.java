package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.admin.model.AdminException;
import org.jspecify.annotations.Nullable;

/** A rotation that was refused or stopped; the message says how to go on. */
public final class RotationException extends AdminException {
  private static final long serialVersionUID = 1L;

  public RotationException(String message) {
    this(message, null);
  }

  public RotationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
