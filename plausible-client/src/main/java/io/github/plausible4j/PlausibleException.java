package io.github.plausible4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A failed request to a Plausible server. The server refused it ({@link ApiException}), could not
 * be reached ({@link TransportException}), or sent an answer that does not follow its API ({@link
 * UnexpectedResponseException}).
 *
 * <p>Invalid arguments throw an {@link IllegalArgumentException} before anything is sent. No
 * message contains an API key or a plugin token.
 */
public abstract sealed class PlausibleException extends RuntimeException
    permits ApiException, TransportException, UnexpectedResponseException {
  @Serial private static final long serialVersionUID = 1L;

  PlausibleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
