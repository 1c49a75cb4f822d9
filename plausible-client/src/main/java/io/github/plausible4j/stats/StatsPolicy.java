package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;
import java.time.Duration;

/**
 * How statistics are asked for: how often again after a failure, how fast, how long to wait.
 * Immutable and thread-safe.
 *
 * <p>Plausible counts requests in fixed windows of 10 seconds and of an hour, aligned to the clock,
 * and does not say when a window ends. Hosted Plausible allows 60 and 600; Community Edition a
 * million.
 */
public final class StatsPolicy {
  /** Requests in 10 seconds that hosted Plausible allows. */
  public static final int HOSTED_BURST_LIMIT = 60;

  /** Requests in an hour that hosted Plausible allows. */
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

  /** Three attempts at a server that fails, no limit of its own, no waiting for windows. */
  public static StatsPolicy defaults() {
    return DEFAULTS;
  }

  /** As {@link #defaults}, and no faster than hosted Plausible allows. */
  public static StatsPolicy hosted() {
    return builder().burstLimit(HOSTED_BURST_LIMIT).hourlyLimit(HOSTED_HOURLY_LIMIT).build();
  }

  /** A builder with the settings of {@link #defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with this policy. */
  public Builder toBuilder() {
    return new Builder()
        .attempts(attempts)
        .backoff(backoff)
        .maxWait(maxWait)
        .burstLimit(burstLimit)
        .hourlyLimit(hourlyLimit);
  }

  /** How often one request is sent at most. */
  public int attempts() {
    return attempts;
  }

  /** The wait after the first 5xx; doubled after each further one. */
  public Duration backoff() {
    return backoff;
  }

  /** The longest wait for the next window of the rate limit, or that a failing server asks for. */
  public Duration maxWait() {
    return maxWait;
  }

  /** Most requests in 10 seconds; 0 for no limit. */
  public int burstLimit() {
    return burstLimit;
  }

  /** Most requests in an hour; 0 for no limit. */
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

  /** Settings of a {@link StatsPolicy}. Not thread-safe. */
  public static final class Builder {
    private int attempts = 3;
    private Duration backoff = Duration.ofMillis(500);
    private Duration maxWait = Duration.ZERO;
    private int burstLimit;
    private int hourlyLimit;

    private Builder() {}

    /** How often one request is sent at most, 1 to 10; default 3, 1 for no repetition. */
    public Builder attempts(int attempts) {
      this.attempts = attempts;
      return this;
    }

    /**
     * The wait after the first 5xx, doubled after each further one; default 500 ms. A longer one
     * that a {@code Retry-After} asks for is kept if {@link #maxWait} allows it.
     */
    public Builder backoff(Duration backoff) {
      this.backoff = backoff;
      return this;
    }

    /**
     * How long one call may wait for the next window after 429, for as long as a failing server's
     * {@code Retry-After} asks, or when the limits set here are reached; default zero: 429 is
     * thrown at once. An hour covers every window.
     */
    public Builder maxWait(Duration maxWait) {
      this.maxWait = maxWait;
      return this;
    }

    /**
     * Most requests in 10 seconds, over all threads; default 0, no limit. When it is reached a call
     * waits for the next 10 seconds, whatever {@link #maxWait} says.
     */
    public Builder burstLimit(int burstLimit) {
      this.burstLimit = burstLimit;
      return this;
    }

    /**
     * Most requests in an hour, over all threads; default 0, no limit. When it is reached a call
     * waits for the next hour if {@link #maxWait} allows, else it is sent for the server to decide.
     */
    public Builder hourlyLimit(int hourlyLimit) {
      this.hourlyLimit = hourlyLimit;
      return this;
    }

    /**
     * Makes the policy.
     *
     * @throws IllegalArgumentException if a setting is out of range; the message names all of them
     */
    public StatsPolicy build() {
      ProblemCollector problems = new ProblemCollector();
      if (attempts < 1 || attempts > 10) {
        problems.add("attempts", attempts, "is outside 1 to 10", "use 1 for no repetition");
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
