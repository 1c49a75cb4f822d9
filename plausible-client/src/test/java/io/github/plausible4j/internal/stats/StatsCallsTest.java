package io.github.plausible4j.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.stats.StatsPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repetition and pace, on a clock that only waiting moves. */
class StatsCallsTest {
  private static final String HOURLY =
      "{\"error\":\"Too many API requests. The limit is 600 per hour.\"}";
  private static final String BURST =
      "{\"error\":\"Too many API requests in a short period of time. The limit is 60 per 10"
          + " seconds.\"}";

  @Test
  void aServerThatFailsIsAskedAgainAfterLongerAndLongerWaits() throws Exception {
    try (PacedCalls calls = new PacedCalls(StatsPolicy.defaults(), "2026-11-23T10:00:03Z")) {
      calls.answer(500, "{\"error\":\"internal server error\"}");
      calls.answer(502, "<html>bad gateway</html>");
      calls.answer(200, "fine");

      assertThat(calls.call()).isEqualTo("fine");
      assertThat(calls.waits()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
  }

  @Test
  void aServerThatSaysWhenItIsBackIsAskedThenIfThePatienceLasts() throws Exception {
    StatsPolicy patient = StatsPolicy.builder().maxWait(Duration.ofSeconds(10)).build();
    try (PacedCalls calls = new PacedCalls(patient, "2026-11-23T10:00:03Z")) {
      calls.answerUnavailable("10");
      calls.answerUnavailable("11");
      calls.answer(200, "fine");

      assertThat(calls.call()).isEqualTo("fine");
      assertThat(calls.waits()).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(1));
    }
  }

  @Test
  void aServerThatWasToBeBackBeforeIsGivenTimeAllTheSame() throws Exception {
    StatsPolicy patient = StatsPolicy.builder().maxWait(Duration.ofSeconds(10)).build();
    try (PacedCalls calls = new PacedCalls(patient, "2026-11-23T10:00:03Z")) {
      calls.answerUnavailable("Mon, 23 Nov 2026 10:00:00 GMT");
      calls.answer(200, "fine");

      assertThat(calls.call()).isEqualTo("fine");
      assertThat(calls.waits()).containsExactly(Duration.ofMillis(500));
    }
  }

  @Test
  void afterTheLastAttemptTheFailureIsThrown() {
    StatsPolicy twice = StatsPolicy.builder().attempts(2).build();
    try (PacedCalls calls = new PacedCalls(twice, "2026-11-23T10:00:03Z")) {
      calls.answer(500, "");
      calls.answer(503, "");

      assertThatThrownBy(calls::call).hasMessage("refused 503");
      assertThat(calls.requestCount()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "402"})
  void aRefusalIsNotRepeated(int status) {
    try (PacedCalls calls = new PacedCalls(StatsPolicy.defaults(), "2026-11-23T10:00:03Z")) {
      calls.answer(status, "");

      assertThatThrownBy(calls::call).hasMessage("refused " + status);
      assertThat(calls.requestCount()).isEqualTo(1);
    }
  }

  @Test
  void withoutLeaveToWaitARateLimitIsThrownAtOnce() {
    try (PacedCalls calls = new PacedCalls(StatsPolicy.defaults(), "2026-11-23T10:00:03Z")) {
      calls.answer(429, BURST);

      assertThatThrownBy(calls::call).hasMessage("refused 429");
      assertThat(calls.waits()).isEmpty();
    }
  }

  @Test
  void aBurstLimitIsOverWithTheTenSecondsOfTheClock() throws Exception {
    StatsPolicy patient = StatsPolicy.builder().maxWait(Duration.ofSeconds(10)).build();
    try (PacedCalls calls = new PacedCalls(patient, "2026-11-23T10:00:03Z")) {
      calls.answer(429, BURST);
      calls.answer(200, "fine");

      assertThat(calls.call()).isEqualTo("fine");
      assertThat(calls.waits()).containsExactly(Duration.ofSeconds(7));
    }
  }

  @Test
  void anHourlyLimitIsOverWithTheHour() throws Exception {
    StatsPolicy patient = StatsPolicy.builder().maxWait(Duration.ofHours(1)).build();
    try (PacedCalls calls = new PacedCalls(patient, "2026-11-23T10:59:30Z")) {
      calls.answer(429, HOURLY);
      calls.answer(200, "fine");

      assertThat(calls.call()).isEqualTo("fine");
      assertThat(calls.waits()).containsExactly(Duration.ofSeconds(30));
    }
  }

  @Test
  void anHourlyLimitThatOutlastsThePatienceIsThrown() {
    StatsPolicy patient = StatsPolicy.builder().maxWait(Duration.ofSeconds(10)).build();
    try (PacedCalls calls = new PacedCalls(patient, "2026-11-23T10:30:00Z")) {
      calls.answer(429, HOURLY);

      assertThatThrownBy(calls::call).hasMessage("refused 429");
      assertThat(calls.waits()).isEmpty();
    }
  }

  @Test
  void theLimiterHoldsBackUntilTheNextTenSeconds() throws Exception {
    StatsPolicy slow = StatsPolicy.builder().burstLimit(2).build();
    try (PacedCalls calls = new PacedCalls(slow, "2026-11-23T10:00:04Z")) {
      for (int i = 0; i < 5; i++) {
        calls.answer(200, "fine");
        calls.call();
      }

      assertThat(calls.waits()).containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(10));
    }
  }

  @Test
  void theHourlyLimiterWaitsOnlyIfAllowed() throws Exception {
    StatsPolicy patient = StatsPolicy.builder().hourlyLimit(1).maxWait(Duration.ofHours(1)).build();
    try (PacedCalls calls = new PacedCalls(patient, "2026-11-23T10:50:00Z")) {
      calls.answer(200, "one");
      calls.answer(200, "two");
      calls.call();
      calls.call();

      assertThat(calls.waits()).containsExactly(Duration.ofMinutes(10));
    }
    StatsPolicy hasty = StatsPolicy.builder().hourlyLimit(1).build();
    try (PacedCalls calls = new PacedCalls(hasty, "2026-11-23T10:50:00Z")) {
      calls.answer(200, "one");
      calls.answer(200, "two");
      calls.call();
      calls.call();

      assertThat(calls.waits()).isEmpty();
      assertThat(calls.requestCount()).isEqualTo(2);
    }
  }

  @Test
  void anInterruptEndsTheWaitAndStaysSet() {
    try (PacedCalls calls = new PacedCalls(StatsPolicy.defaults(), "2026-11-23T10:00:03Z")) {
      calls.interruptWaits();
      calls.answer(500, "");

      assertThatThrownBy(calls::call).hasMessageContaining("unanswered CANCELED");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void anAsynchronousCallIsRepeatedToo() throws Exception {
    StatsPolicy quick = StatsPolicy.builder().backoff(Duration.ZERO).build();
    try (PacedCalls calls = new PacedCalls(quick, "2026-11-23T10:00:03Z")) {
      calls.answer(500, "");
      calls.answer(200, "fine");

      assertThat(calls.callAsync().get(5, TimeUnit.MINUTES)).isEqualTo("fine");
      assertThat(calls.requestCount()).isEqualTo(2);
    }
  }

  @Test
  void anAsynchronousCallThatWaitsFailsWhenTheClientIsClosed() throws Exception {
    StatsPolicy slow = StatsPolicy.builder().burstLimit(1).build();
    try (PacedCalls calls = new PacedCalls(slow, "2026-11-23T10:00:00Z")) {
      calls.answer(200, "fine");
      calls.call();
      CompletableFuture<String> waiting = calls.callAsync();
      assertThat(waiting).isNotDone();

      calls.close();

      assertThat(waiting)
          .failsWithin(Duration.ofMinutes(5))
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("unanswered CANCELED");
      assertThat(calls.callAsync()).as("a later one").isCompletedExceptionally();
    }
  }

  @Test
  void theKeyIsInNoText() {
    try (PacedCalls calls = new PacedCalls(StatsPolicy.hosted(), "2026-11-23T10:00:03Z")) {
      assertThat(calls.toString()).contains("burstLimit=60").doesNotContain("the-key");
    }
  }

  @Test
  void aPolicyOutOfRangeIsRefusedWhole() {
    assertThatThrownBy(
            () ->
                StatsPolicy.builder()
                    .attempts(0)
                    .backoff(Duration.ofMillis(-1))
                    .maxWait(Duration.ofMillis(-1))
                    .burstLimit(-1)
                    .hourlyLimit(-1)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 problems");
  }
}
