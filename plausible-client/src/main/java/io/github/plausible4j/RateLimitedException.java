package io.github.plausible4j;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 429: too many requests. Plausible counts in fixed windows aligned to the clock (10 seconds and
 * one hour) and sends no {@code Retry-After}; a proxy in front of it can send one.
 */
public final class RateLimitedException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  RateLimitedException(ErrorResponse response, @Nullable Duration retryAfter) {
    super(response);
    this.retryAfter = retryAfter;
  }

  /** The wait that the answer asked for; empty if it did not. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
