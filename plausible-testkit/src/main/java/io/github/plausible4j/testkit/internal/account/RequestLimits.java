package io.github.plausible4j.testkit.internal.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The rate limits of an API key: an hourly limit of its account and a limit for bursts. Every
 * request with a known key counts, even if it is rejected. Thread-safe. For internal use only.
 */
public final class RequestLimits {
  /** The limits of the Community Edition, which are never reached in practice. */
  public static final long UNLIMITED = 1_000_000;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration BURST = Duration.ofSeconds(10);

  private final Clock clock;
  private final long burstLimit;
  private final boolean ofAccounts;
  private final FixedWindows hourly = new FixedWindows();
  private final FixedWindows bursts = new FixedWindows();
  private final AtomicLong hourlyOverride = new AtomicLong(-1);

  /**
   * @param ofAccounts whether all keys of an account share a limit, which the server does since 3.2
   */
  public RequestLimits(Clock clock, long burstLimit, boolean ofAccounts) {
    this.clock = clock;
    this.burstLimit = burstLimit;
    this.ofAccounts = ofAccounts;
  }

  /** Sets the hourly limit of every key from now on. */
  public void setHourly(long requests) {
    hourlyOverride.set(requests);
  }

  /** Counts a request. Returns the rejection if there were too many. */
  public @Nullable HttpResponse count(ApiKey key) {
    long override = hourlyOverride.get();
    long limit = override >= 0 ? override : key.hourlyLimit();
    String counted = ofAccounts ? key.owner() : key.id();
    if (hourly.count(counted, HOUR, clock.instant()) > limit) {
      return refusal(
          ofAccounts
              ? "Too many API requests. The limit is "
                  + limit
                  + " per hour. Please contact us to request more capacity."
              : "Too many API requests. Your API key is limited to "
                  + limit
                  + " requests per hour. Please contact us to request more capacity.");
    }
    if (bursts.count(counted, BURST, clock.instant()) > burstLimit) {
      return refusal(
          "Too many API requests in a short period of time. The limit is "
              + burstLimit
              + " per 10 seconds. Please throttle your requests.");
    }
    return null;
  }

  private static HttpResponse refusal(String text) {
    ObjectNode body = JsonValues.object().put("error", text);
    return HttpResponse.json(429, body);
  }

  /** Resets all counts, and the limit if it was changed since the start. */
  public void clear() {
    hourlyOverride.set(-1);
    hourly.clear();
    bursts.clear();
  }
}
