package io.github.plausible4j.internal;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses the header {@code Retry-After} in both forms of RFC 9110, seconds and HTTP date. For
 * internal use only.
 */
public final class RetryAfter {
  private static final int MOST_DIGITS = 9;
  private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

  private RetryAfter() {}

  /** The wait that a header asks for; empty if there is no header or it cannot be parsed. */
  public static Optional<Duration> parse(@Nullable String header, Clock clock) {
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    String text = header.strip();
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(
          text.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), at.toInstant());
      if (wait.isNegative()) {
        return Optional.of(Duration.ZERO);
      }
      // A date can be too far away for a duration in nanoseconds.
      return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
