package io.github.plausible4j.internal.stats;

import io.github.plausible4j.stats.StatsPolicy;
import java.time.Clock;
import java.time.Duration;

/**
 * Counts requests as Plausible does, in windows of 10 seconds and of an hour that are aligned to
 * the clock, and says how long to wait for the next one. Thread-safe.
 */
final class RateLimiter {
  static final Window BURST = new Window(Duration.ofSeconds(10));
  static final Window HOUR = new Window(Duration.ofHours(1));

  /** A time window. Windows follow each other without a gap, starting at the epoch. */
  record Window(Duration length) {
    long number(Clock clock) {
      return Math.floorDiv(clock.millis(), length.toMillis());
    }

    Duration untilNext(Clock clock) {
      return Duration.ofMillis(
          length.toMillis() - Math.floorMod(clock.millis(), length.toMillis()));
    }
  }

  private final StatsPolicy policy;
  private final Clock clock;
  private final Object lock = new Object();
  private long burst;
  private int inBurst;
  private long hour;
  private int inHour;

  RateLimiter(StatsPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** Counts a request and returns zero, or returns how long to wait before the next try. */
  Duration take() {
    if (policy.burstLimit() == 0 && policy.hourlyLimit() == 0) {
      return Duration.ZERO;
    }
    synchronized (lock) {
      open();
      if (policy.hourlyLimit() > 0 && inHour >= policy.hourlyLimit()) {
        Duration wait = HOUR.untilNext(clock);
        if (wait.compareTo(policy.maxWait()) <= 0) {
          return wait;
        }
      }
      if (policy.burstLimit() > 0 && inBurst >= policy.burstLimit()) {
        return BURST.untilNext(clock);
      }
      inHour++;
      inBurst++;
      return Duration.ZERO;
    }
  }

  private void open() {
    if (BURST.number(clock) != burst) {
      burst = BURST.number(clock);
      inBurst = 0;
    }
    if (HOUR.number(clock) != hour) {
      hour = HOUR.number(clock);
      inHour = 0;
    }
  }
}
