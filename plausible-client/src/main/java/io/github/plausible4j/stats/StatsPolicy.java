package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;
import java.time.Duration;

/**
 * The retries and rate limits of statistics requests. Immutable and thread-safe.
 *
 * <p>Plausible counts requests in fixed windows of 10 seconds and of an hour that are aligned to
 * the clock. It does not say when a window ends. Hosted Plausible allows 60 requests in 10 seconds
 * and 600 in an hour; the Community Edition allows a million.
 */
public final class StatsPolicy {
  /** The number of requests in 10 seconds that hosted Plausible allows. */
  public static final int HOSTED_BURST_LIMIT = 60;

  /** The number of requests in an hour that hosted Plausible allows. */
  public static final int HOSTED_HOURLY_LIMIT = 600;

  private static final StatsPolicy DEFAULTS = builder().build();

  private final int attempts;
  private final Duration backoff;
  private final Duration maxWait;
  private final int burstLimit;
  private final int hourlyLimit;

  private StatsPolicy(Builder builder) {
    this.attempts = builder.attempts;
    this.backoff = builder.backoff;
    this.maxWait = builder.maxWait;
    this.burstLimit = builder.burstLimit;
    this.hourlyLimit = builder.hourlyLimit;
  }

  /**
   * The default policy: at most three attempts, no rate limit of its own, and no waiting for the
   * next window.
   */
  public static StatsPolicy defaults() {
    return DEFAULTS;
  }

  /** Like {@link #defaults}, but not faster than hosted Plausible allows. */
  public static StatsPolicy hosted() {
    return builder().burstLimit(HOSTED_BURST_LIMIT).hourlyLimit(HOSTED_HOURLY_LIMIT).build();
  }

  /** A builder with the settings of {@link #defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with the settings of this policy. */
  public Builder toBuilder() {
    return new Builder()
        .attempts(attempts)
        .backoff(backoff)
        .maxWait(maxWait)
        .burstLimit(burstLimit)
        .hourlyLimit(hourlyLimit);
  }

  /** The maximum number of attempts for one request. */
  public int attempts() {
    return attempts;
  }

  /** The wait after the first 5xx; doubled after each further one. */
  public Duration backoff() {
    return backoff;
  }

  /**
   * The longest wait for the next window of a rate limit, or for the {@code Retry-After} of a
   * failing server.
   */
  public Duration maxWait() {
    return maxWait;
  }

  /** The maximum number of requests in 10 seconds; 0 for no limit. */
  public int burstLimit() {
    return burstLimit;
  }

  /** The maximum number of requests in an hour; 0 for no limit. */
  public int hourlyLimit() {
    return hourlyLimit;
  }

  /** All settings. */
  @Override
  public String toString() {
    return "StatsPolicy[attempts="
        + attempts
        + ", backoff="
        + backoff
        + ", maxWait="
        + maxWait
        + ", burstLimit="
        + burstLimit
        + ", hourlyLimit="
        + hourlyLimit
        + "]";
  }

  /** Builds a {@link StatsPolicy}. Not thread-safe. */
  public static final class Builder {
    private int attempts = 3;
    private Duration backoff = Duration.ofMillis(500);
    private Duration maxWait = Duration.ZERO;
    private int burstLimit;
    private int hourlyLimit;

    private Builder() {}

    /**
     * Sets the maximum number of attempts for one request, 1 to 10. Default 3; 1 means no retry.
     */
    public Builder attempts(int attempts) {
      this.attempts = attempts;
      return this;
    }

    /**
     * Sets the wait after the first answer of 5xx. It doubles after each further one. Default 500
     * ms. A longer {@code Retry-After} of the server is followed if {@link #maxWait} allows it.
     */
    public Builder backoff(Duration backoff) {
      this.backoff = backoff;
      return this;
    }

    /**
     * Sets the longest single wait for the next window after 429, for the {@code Retry-After} of a
     * failing server, or for the next hour if {@link #hourlyLimit} is reached. Default zero, so
     * that 429 is thrown at once. An hour is enough for every window.
     */
    public Builder maxWait(Duration maxWait) {
      this.maxWait = maxWait;
      return this;
    }

    /**
     * Sets the maximum number of requests in 10 seconds, over all threads. Default 0, which means
     * no limit. If it is reached, a call waits for the next window of 10 seconds, regardless of
     * {@link #maxWait}.
     */
    public Builder burstLimit(int burstLimit) {
      this.burstLimit = burstLimit;
      return this;
    }

    /**
     * Sets the maximum number of requests in an hour, over all threads. Default 0, which means no
     * limit. If it is reached, a call waits for the next hour if {@link #maxWait} allows it;
     * otherwise the request is sent, and the server decides.
     */
    public Builder hourlyLimit(int hourlyLimit) {
      this.hourlyLimit = hourlyLimit;
      return this;
    }

    /**
     * Builds the policy.
     *
     * @throws IllegalArgumentException if settings are out of range; the message names all of them
     */
    public StatsPolicy build() {
      ProblemCollector problems = new ProblemCollector();
      if (attempts < 1 || attempts > 10) {
        problems.add("attempts", attempts, "is outside 1 to 10", "use 1 for no retry");
      }
      if (backoff.isNegative()) {
        problems.add("backoff", backoff, "is negative", "use 500 ms");
      }
      if (maxWait.isNegative()) {
        problems.add("maxWait", maxWait, "is negative", "use zero for no waiting");
      }
      if (burstLimit < 0) {
        problems.add("burstLimit", burstLimit, "is negative", "use 0 for no limit");
      }
      if (hourlyLimit < 0) {
        problems.add("hourlyLimit", hourlyLimit, "is negative", "use 0 for no limit");
      }
      problems.throwIfAny("StatsPolicy");
      return new StatsPolicy(this);
    }
  }
}
