package io.github.plausible4j;

import java.io.Serial;

/** 404: the requested resource does not exist on the server. */
public final class NotFoundException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  NotFoundException(ErrorResponse response) {
    super(response);
  }
}
