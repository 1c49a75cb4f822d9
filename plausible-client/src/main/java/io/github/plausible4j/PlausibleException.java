package io.github.plausible4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong between this library and a Plausible server. Unchecked; the type says which kind:
 * the server refused ({@link ApiException}), could not be reached ({@link TransportException}), or
 * answered in a shape that its API does not promise ({@link UnexpectedResponseException}).
 *
 * <p>Wrong arguments are found before anything is sent and are {@link IllegalArgumentException}s.
 * No message of any of them holds an API key or a plugin token.
 */
public abstract sealed class PlausibleException extends RuntimeException
    permits ApiException, TransportException, UnexpectedResponseException {
  @Serial private static final long serialVersionUID = 1L;

  PlausibleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
