package io.github.plausible4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The answer does not follow Plausible's API: a page of a proxy or of another program, a redirect,
 * or truncated JSON. The message quotes the start of the answer.
 */
public final class UnexpectedResponseException extends PlausibleException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  UnexpectedResponseException(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }
}
