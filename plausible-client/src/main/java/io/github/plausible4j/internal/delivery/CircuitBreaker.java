package io.github.plausible4j.internal.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Protects a server that is down: after some failures in a row only one event at a time is tried,
 * less and less often but at least once a second, until the first answer. Guarded by the queue's
 * lock; times are those of {@link System#nanoTime()}.
 */
final class CircuitBreaker {
  static final int FAILURES_TO_OPEN = 5;
  static final long FIRST_PAUSE = Duration.ofMillis(50).toNanos();
  static final long LONGEST_PAUSE = Duration.ofMillis(900).toNanos();

  private final RandomGenerator random;
  private final long retryAfterCap;
  private int failures;
  private boolean open;
  private boolean probing;
  private long probeAt;
  private long pause;

  CircuitBreaker(RandomGenerator random, Duration retryAfterCap) {
    this.random = random;
    this.retryAfterCap = Nanos.of(retryAfterCap);
  }

  /** Whether an event may be sent now. */
  boolean allows(long now) {
    return !open || (!probing && now - probeAt >= 0);
  }

  /**
   * How long until an event may be sent, if none may now; the answer to a probe may come earlier.
   */
  long nanosUntilProbe(long now) {
    return probing ? Long.MAX_VALUE : Math.max(0, probeAt - now);
  }

  boolean isOpen() {
    return open;
  }

  /** Records that an event is being sent. Returns whether it probes a server that is down. */
  boolean sending() {
    probing = open;
    return open;
  }

  /** Records an answer of the server. Returns whether it was considered down before. */
  boolean answered() {
    boolean wasOpen = open;
    failures = 0;
    open = false;
    probing = false;
    return wasOpen;
  }

  /** Records that the server did not answer, or asked to wait. */
  void failed(long now, Duration retryAfter, boolean wasProbe) {
    failures++;
    long asked = Math.min(retryAfterCap, Nanos.of(retryAfter));
    if (asked == 0 && (open ? !wasProbe : failures < FAILURES_TO_OPEN)) {
      // Too few failures yet, or it was sent before the server was considered down.
      return;
    }
    pause = open ? Math.min(LONGEST_PAUSE, pause * 2) : FIRST_PAUSE;
    open = true;
    if (wasProbe) {
      probing = false;
    }
    // Partly random, so that many clients do not come back at the same moment, especially if the
    // server named the same date to all of them.
    probeAt =
        now
            + (asked > 0
                ? asked + random.nextLong(LONGEST_PAUSE)
                : pause / 2 + random.nextLong(pause / 2));
  }
}
