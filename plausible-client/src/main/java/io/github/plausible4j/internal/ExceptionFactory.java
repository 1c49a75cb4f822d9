package io.github.plausible4j.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the exceptions of the public package, on which this package does not depend. For internal
 * use only.
 */
public interface ExceptionFactory {
  /** The exception for an error answer, by its status. */
  RuntimeException refused(HttpResponse answer);

  /** Like {@link #refused(HttpResponse)}, with a hint for the caller. */
  RuntimeException refused(HttpResponse answer, String hint);

  /** The exception for a route that the server's edition or release lacks. */
  RuntimeException unsupported(HttpResponse answer, String feature, String remedy);

  /** The exception for a success whose body does not follow the API. */
  RuntimeException unexpected(HttpResponse answer, String expected, @Nullable Throwable cause);

  /** The exception for a success whose body is longer than the client reads. */
  RuntimeException tooLong(HttpResponse answer, BoundedBody.TooLongException cause);

  /** The exception for a call without an answer. */
  RuntimeException unanswered(TransportFailure fault, IOException cause);
}
