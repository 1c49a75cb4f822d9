package io.github.plausible4j;

import java.io.Serial;

/** 500 to 599: the server, its databases or a proxy in front of it failed. */
public final class ServerException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  ServerException(ErrorResponse response) {
    super(response);
  }
}
