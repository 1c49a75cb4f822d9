package io.github.plausible4j.k8s.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final Headers NONE = Headers.of();

  private final RetryPolicy retries = RetryPolicy.standard(NOON);

  @ParameterizedTest
  @CsvSource({
    "GET, 429, 1, 500",
    "GET, 503, 2, 1000",
    "GET, 502, 3, 2000",
    "POST, 429, 1, 500",
    "POST, 503, 1, 500",
    "DELETE, 500, 1, 500"
  })
  void aPassingFaultIsWorthAnotherAttempt(String method, int status, int attempt, long millis) {
    assertThat(retries.after(attempt, method, status, NONE)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 200, 1",
    "GET, 404, 1",
    "GET, 401, 1",
    "GET, 503, 4",
    "POST, 500, 1",
    "PATCH, 502, 1"
  })
  void othersAreFinal(String method, int status, int attempt) {
    assertThat(retries.after(attempt, method, status, NONE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"7|7", "0|0", "Mon, 23 Nov 2026 12:00:09 GMT|9", "Mon, 23 Nov 2026 11:00:00 GMT|0"})
  void aServerIsWaitedForAsItAsks(String header, long seconds) {
    assertThat(retries.after(1, "GET", 429, Headers.of("Retry-After", header)))
        .contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"61", "99999999999999", "Mon, 23 Nov 2026 13:00:00 GMT"})
  void aWaitOfMoreThanAMinuteIsLeftToTheCaller(String header) {
    assertThat(retries.after(1, "GET", 429, Headers.of("Retry-After", header))).isEmpty();
  }

  @Test
  void anUnreadableWaitIsIgnored() {
    assertThat(retries.after(1, "GET", 429, Headers.of("Retry-After", "soon")))
        .contains(Duration.ofMillis(500));
  }

  @Test
  void aBrokenConnectionIsTriedAgainOnlyWithoutSideEffects() {
    assertThat(retries.after(1, "GET", new IOException("reset"))).isPresent();
    assertThat(retries.after(1, "POST", new IOException("reset"))).isEmpty();
    assertThat(retries.after(4, "GET", new IOException("reset"))).isEmpty();
    assertThat(retries.after(1, "GET", new SSLHandshakeException("no"))).isEmpty();
    assertThat(retries.after(1, "GET", new BodyTooLargeException(1))).isEmpty();
  }
}
