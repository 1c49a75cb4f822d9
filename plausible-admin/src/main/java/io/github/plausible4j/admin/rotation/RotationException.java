package io.github.plausible4j.admin.rotation;

import org.jspecify.annotations.Nullable;

/** A rotation that was refused or stopped; the message says how to go on. */
public final class RotationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RotationException(String message) {
    this(message, null);
  }

  RotationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
