package io.github.plausible4j.testkit.internal.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The fault of one request. For internal use only.
 *
 * @param status sent instead of the answer; for {@link Kind#STATUS} only
 * @param retryAfter sent along, or null
 * @param time the delay, or the duration of a slow body
 */
public record InjectedFault(Kind kind, int status, @Nullable Duration retryAfter, Duration time) {
  /** The kinds of faults. */
  public enum Kind {
    /** Another status; the request has no effect. */
    STATUS,
    /** The connection ends before the request was read; it has no effect. */
    DISCONNECT_BEFORE_READING,
    /** The connection ends after the request took effect. */
    DISCONNECT_AFTER_READING,
    /** The request takes effect, but no answer comes. */
    STALL,
    /** The answer comes late. */
    DELAY,
    /** The body of the answer comes byte by byte. */
    SLOW_BODY
  }
}
