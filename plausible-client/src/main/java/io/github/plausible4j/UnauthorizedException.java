package io.github.plausible4j;

import java.io.Serial;

/**
 * 401: no key, a wrong key, or a key without access to that site. The Stats API gives the same
 * answer for a site that does not exist, so that nobody can probe for sites.
 */
public final class UnauthorizedException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  UnauthorizedException(ErrorResponse response) {
    super(response);
  }
}
