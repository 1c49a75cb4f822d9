package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.admin.model.AdminException;
import org.jspecify.annotations.Nullable;

/** Thrown when a rotation is refused or stops. The message says how to continue. */
public final class RotationException extends AdminException {
  private static final long serialVersionUID = 1L;

  public RotationException(String message) {
    this(message, null);
  }

  public RotationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
