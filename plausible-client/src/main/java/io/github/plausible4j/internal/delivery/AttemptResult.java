package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.Transport;
import java.time.Duration;

/**
 * The outcome of one attempt to send an event: the result if no further attempt follows, and
 * whether another attempt makes sense.
 *
 * @param retryAfter how long the server asked to wait; zero if it did not
 * @param isLikeCrash whether the failure looks like a crash of the server
 */
record AttemptResult(SendResult result, Retry retry, Duration retryAfter, boolean isLikeCrash) {
  enum Retry {
    /** The answer is final. */
    NO,
    /** The server certainly did not count the event: it was not reached, or it said so. */
    SAFE,
    /** The server may have counted the event. */
    AMBIGUOUS
  }

  AttemptResult(SendResult result, Retry retry, Duration retryAfter) {
    this(result, retry, retryAfter, false);
  }

  /** Building or sending the request threw an exception. */
  static AttemptResult notMade(Throwable failure, boolean mayHaveArrived) {
    String reason =
        failure instanceof Transport.ClosedException
            ? String.valueOf(failure.getMessage())
            : "the request could not be made: " + failure;
    return ended(new SendResult.Failed(reason, 0, mayHaveArrived));
  }

  static AttemptResult ended(SendResult result) {
    return new AttemptResult(result, Retry.NO, Duration.ZERO);
  }
}
