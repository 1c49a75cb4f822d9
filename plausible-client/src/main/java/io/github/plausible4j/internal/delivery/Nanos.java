package io.github.plausible4j.internal.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as nanoseconds that can be added to a time and compared. */
final class Nanos {
  /** More than a century; twice of it still fits. */
  static final long LONGEST = Long.MAX_VALUE / 2;

  private Nanos() {}

  /** A duration, cut to the longest. */
  static long of(Duration duration) {
    return Math.max(-LONGEST, Math.min(LONGEST, TimeUnit.NANOSECONDS.convert(duration)));
  }
}
