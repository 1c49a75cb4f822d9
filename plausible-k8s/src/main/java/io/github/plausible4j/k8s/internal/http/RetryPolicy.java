package io.github.plausible4j.k8s.internal.http;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.Headers;

/**
 * Decides whether and when a request is retried. For internal use only.
 *
 * @param attempts the maximum number of attempts, the first one included
 * @param base the wait after the first failure; it doubles with each further failure
 * @param longest the longest {@code Retry-After} that is honored; after a longer one there is no
 *     further attempt
 * @param clock the clock for a {@code Retry-After} that is a date
 */
record RetryPolicy(int attempts, Duration base, Duration longest, Clock clock) {
  private static final int MAX_DIGITS = 9;

  static RetryPolicy standard(Clock clock) {
    return new RetryPolicy(4, Duration.ofMillis(500), Duration.ofSeconds(60), clock);
  }

  /** The wait before the next attempt after a response; empty if the response is final. */
  Optional<Duration> after(int attempt, String method, int status, Headers headers) {
    boolean refused = status == 429 || status == 503;
    boolean broken = status == 500 || status == 502 || status == 504;
    if (attempt >= attempts || !(refused || (broken && isIdempotent(method)))) {
      return Optional.empty();
    }
    Duration wait = asked(headers, clock).orElse(backoff(attempt));
    return wait.compareTo(longest) > 0 ? Optional.empty() : Optional.of(wait);
  }

  /** The wait before the next attempt after a failure; empty if a retry is useless or unsafe. */
  Optional<Duration> after(int attempt, String method, IOException failure) {
    boolean lasting = failure instanceof SSLException || failure instanceof BodyTooLargeException;
    return attempt >= attempts || lasting || !isIdempotent(method)
        ? Optional.empty()
        : Optional.of(backoff(attempt));
  }

  private Duration backoff(int attempt) {
    return base.multipliedBy(1L << (attempt - 1));
  }

  private static boolean isIdempotent(String method) {
    return !method.equals("POST") && !method.equals("PATCH");
  }

  /** The wait in {@code Retry-After}, which is in seconds or an HTTP date (RFC 9110, 10.2.3). */
  static Optional<Duration> asked(Headers headers, Clock clock) {
    String text = headers.get("Retry-After");
    if (text == null) {
      return Optional.empty();
    }
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      boolean huge = text.length() > MAX_DIGITS;
      return Optional.of(Duration.ofSeconds(huge ? Integer.MAX_VALUE : Long.parseLong(text)));
    }
    Instant at = instant(headers);
    if (at == null) {
      return Optional.empty();
    }
    Duration wait = Duration.between(clock.instant(), at);
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }

  private static @org.jspecify.annotations.Nullable Instant instant(Headers headers) {
    try {
      return headers.getInstant("Retry-After");
    } catch (DateTimeException e) {
      return null;
    }
  }
}
