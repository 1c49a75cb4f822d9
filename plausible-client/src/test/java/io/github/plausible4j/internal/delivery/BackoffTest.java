package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    "1, 200",
    "2, 400",
    "3, 800",
    "8, 25600",
    "9, 30000",
    "64, 30000",
    "2000000000, 30000"
  })
  void aWaitIsRandomUpToTheDoubledBaseAndTheCap(int attempts, long mostMillis) {
    Backoff backoff = new Backoff(new Random(7), Duration.ofMillis(200), Duration.ofSeconds(30));
    long most = Duration.ofMillis(mostMillis).toNanos();

    long[] waits = LongStream.generate(() -> backoff.nanosAfter(attempts)).limit(2_000).toArray();

    assertThat(LongStream.of(waits)).allMatch(wait -> wait >= 0 && wait <= most);
    // Full jitter: both ends of the range are used.
    assertThat(LongStream.of(waits).min().orElseThrow()).isLessThan(most / 50);
    assertThat(LongStream.of(waits).max().orElseThrow()).isGreaterThan(most - most / 50);
  }
}
