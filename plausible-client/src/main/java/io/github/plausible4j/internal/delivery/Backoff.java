package io.github.plausible4j.internal.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Computes the wait before another attempt: exponential with full jitter, which best spreads the
 * requests to a server that comes back (Brooker, "Exponential Backoff And Jitter", 2015).
 */
final class Backoff {
  private static final int MOST_DOUBLINGS = 30;

  private final RandomGenerator random;
  private final long base;
  private final long cap;

  Backoff(RandomGenerator random, Duration base, Duration cap) {
    this.random = random;
    this.base = Nanos.of(base);
    this.cap = Nanos.of(cap);
  }

  /** The wait after that many attempts, in nanoseconds. */
  long nanosAfter(int attempts) {
    int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, attempts - 1));
    long most = base > (cap >> doublings) ? cap : base << doublings;
    return random.nextLong(most + 1);
  }
}
