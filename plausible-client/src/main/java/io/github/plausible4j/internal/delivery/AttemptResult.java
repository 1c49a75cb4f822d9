package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.SendResult;
import java.time.Duration;

/**
 * One attempt to send an event: what it would be if it were the last, and whether another one makes
 * sense.
 *
 * @param retryAfter how long the server asked to wait; zero if it did not
 */
record AttemptResult(SendResult result, Retry retry, Duration retryAfter) {
  enum Retry {
    /** The answer is final. */
    NO,
    /** The server certainly did not count it: not reached, or it said so. */
    SAFE,
    /** The server may have counted it. */
    AMBIGUOUS
  }

  /** Something threw while the request was made, before or after it was sent. */
  static AttemptResult notMade(Throwable failure) {
    return ended(new SendResult.Failed("the request could not be made: " + failure, 0, true));
  }

  static AttemptResult ended(SendResult result) {
    return new AttemptResult(result, Retry.NO, Duration.ZERO);
  }
}
