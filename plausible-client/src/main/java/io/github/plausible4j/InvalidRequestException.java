package io.github.plausible4j;

import java.io.Serial;

/**
 * 400 or 422: the server understood the request and found it wrong. {@link #messages()} says what,
 * in the server's words.
 */
public final class InvalidRequestException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  InvalidRequestException(ErrorResponse response) {
    super(response);
  }
}
