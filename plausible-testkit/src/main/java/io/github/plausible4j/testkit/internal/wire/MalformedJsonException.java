package io.github.plausible4j.testkit.internal.wire;

import org.jspecify.annotations.Nullable;

/** Thrown if a text is not the expected JSON. For internal use only. */
public final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
