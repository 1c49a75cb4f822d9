package io.github.plausible4j;

import java.io.Serial;

/** 400 or 422: the server rejects the request as invalid. {@link #messages()} has its reasons. */
public final class InvalidRequestException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  InvalidRequestException(ErrorResponse response) {
    super(response);
  }
}
