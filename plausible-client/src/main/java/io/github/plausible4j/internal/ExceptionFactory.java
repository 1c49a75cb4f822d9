package io.github.plausible4j.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what went wrong on the wire into the exceptions of the public package, which this package
 * does not know. For internal use only.
 */
public interface ExceptionFactory {
  /** The exception for an answer that is not the success that was expected, by its status. */
  RuntimeException refused(HttpResponse answer);

  /** As {@link #refused(HttpResponse)}, with what else the caller should know. */
  RuntimeException refused(HttpResponse answer, String hint);

  /** The exception for a route that the server's edition or release lacks. */
  RuntimeException unsupported(HttpResponse answer, String feature, String remedy);

  /** The exception for a success whose body is not what the API promises. */
  RuntimeException unexpected(HttpResponse answer, String expected, @Nullable Throwable cause);

  /** The exception for a success whose body is longer than the client reads. */
  RuntimeException tooLong(HttpResponse answer, BoundedBody.TooLongException cause);

  /** The exception for a call without an answer. */
  RuntimeException unanswered(TransportFailure fault, IOException cause);
}
