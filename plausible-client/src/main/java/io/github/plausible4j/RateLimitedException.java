package io.github.plausible4j;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 429: too many requests. Plausible counts in fixed windows aligned to the clock (10 seconds and
 * one hour) and sends no {@code Retry-After}; a proxy before it may.
 */
public final class RateLimitedException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  RateLimitedException(ErrorResponse response, @Nullable Duration retryAfter) {
    super(response);
    this.retryAfter = retryAfter;
  }

  /** How long the answer asked to wait, if it did. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
