package io.github.plausible4j;

import java.io.Serial;

/**
 * The server has no such route: its edition or release lacks the feature. The message names an
 * alternative.
 */
public final class UnsupportedByServerException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  UnsupportedByServerException(ErrorResponse response) {
    super(response);
  }
}
