package io.github.plausible4j.internal.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as nanoseconds that can be added to a time and compared. */
final class Nanos {
  /** More than a century. Twice this value still fits into a long. */
  static final long LONGEST = Long.MAX_VALUE / 2;

  private Nanos() {}

  /** The nanoseconds of a duration, at most the longest one. */
  static long of(Duration duration) {
    return Math.max(-LONGEST, Math.min(LONGEST, TimeUnit.NANOSECONDS.convert(duration)));
  }
}
