package io.github.plausible4j.internal.stats;

import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.RetryAfter;
import io.github.plausible4j.stats.StatsPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Decides whether and when a rejected request is repeated. Thread-safe. */
final class RetryPolicy {
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAILED = 500;

  private final StatsPolicy policy;
  private final Clock clock;

  RetryPolicy(StatsPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** How long to wait before the next attempt; empty if there should be none. */
  Optional<Duration> after(HttpResponse refused, int attempt) {
    if (attempt >= policy.attempts()) {
      return Optional.empty();
    }
    if (refused.status() == TOO_MANY) {
      return Optional.of(untilAllowed(refused)).filter(this::isWithinPatience);
    }
    if (refused.status() >= SERVER_FAILED) {
      Duration backoff = policy.backoff().multipliedBy(1L << (attempt - 1));
      return asked(refused)
          .filter(wait -> isWithinPatience(wait) && wait.compareTo(backoff) > 0)
          .or(() -> Optional.of(backoff));
    }
    return Optional.empty();
  }

  private boolean isWithinPatience(Duration wait) {
    return wait.compareTo(policy.maxWait()) <= 0;
  }

  /**
   * The wait that a proxy requests. Plausible itself sends no Retry-After, and names its window
   * only in the text.
   */
  private Optional<Duration> asked(HttpResponse refused) {
    return RetryAfter.parse(refused.headers().get("Retry-After"), clock);
  }

  private Duration untilAllowed(HttpResponse refused) {
    return asked(refused)
        .orElseGet(
            () ->
                refused.text().contains("per hour")
                    ? RateLimiter.HOUR.untilNext(clock)
                    : RateLimiter.BURST.untilNext(clock));
  }
}
