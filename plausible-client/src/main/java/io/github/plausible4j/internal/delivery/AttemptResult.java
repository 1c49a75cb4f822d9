package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.Transport;
import java.time.Duration;

/**
 * One attempt to send an event: the result if it is the last one, and whether another one makes
 * sense.
 *
 * @param retryAfter how long the server asked to wait; zero if it did not
 * @param isLikeCrash whether a server that dies breaks the connection like this
 */
record AttemptResult(SendResult result, Retry retry, Duration retryAfter, boolean isLikeCrash) {
  enum Retry {
    /** The answer is final. */
    NO,
    /** The server certainly did not count it: not reached, or it said so. */
    SAFE,
    /** The server may have counted it. */
    AMBIGUOUS
  }

  AttemptResult(SendResult result, Retry retry, Duration retryAfter) {
    this(result, retry, retryAfter, false);
  }

  /** Something threw while the request was made, before it was sent or after. */
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
