package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration NOTHING = Duration.ZERO;

  @Property(tries = 500)
  void onlyOneEventAtATimeTriesAServerThatIsDown(@ForAll long seed) {
    Random random = new Random(seed);
    CircuitBreaker breaker = open(random, 0);
    long now = 0;
    int probes = 0;
    for (int step = 0; step < 200; step++) {
      now += random.nextLong(SECOND / 2);
      if (probes == 0 && breaker.allows(now)) {
        assertThat(breaker.sending()).isTrue();
        probes++;
      }
      assertThat(probes > 0 && breaker.allows(now)).as("a second probe").isFalse();
      switch (random.nextInt(3)) {
        // Sent before the server was thought down, and failed or put off only now.
        case 0 -> breaker.failed(now, NOTHING, false);
        case 1 -> breaker.failed(now, Duration.ofMillis(10), false);
        default -> {
          if (probes > 0) {
            breaker.failed(now, NOTHING, true);
            probes = 0;
          }
        }
      }
    }
  }

  @Property(tries = 500)
  void aServerThatIsDownIsTriedAtLeastOnceASecond(@ForAll long seed) {
    CircuitBreaker breaker = open(new Random(seed), 0);
    long now = 0;
    for (int probe = 0; probe < 100; probe++) {
      long wait = breaker.nanosUntilProbe(now);
      assertThat(wait).isPositive().isLessThan(SECOND);
      now += wait;
      assertThat(breaker.allows(now)).isTrue();
      assertThat(breaker.sending()).isTrue();
      breaker.failed(now, NOTHING, true);
    }
  }

  @Test
  void clientsThatSawTheSameOutageComeBackAtDifferentMoments() {
    long[] waits =
        LongStream.range(0, 1_000)
            .map(
                seed -> {
                  Random random = new Random(seed);
                  CircuitBreaker breaker = open(random, 0);
                  for (int i = 0; i < 10; i++) {
                    breaker.sending();
                    breaker.failed(0, NOTHING, true);
                  }
                  return breaker.nanosUntilProbe(0);
                })
            .sorted()
            .toArray();

    // Half of the longest pause is random: no tenth of that half holds a fifth of the clients.
    long half = CircuitBreaker.LONGEST_PAUSE / 2;
    assertThat(waits[0]).isGreaterThanOrEqualTo(half);
    for (int tenth = 0; tenth < 10; tenth++) {
      long from = half + tenth * half / 10;
      long to = from + half / 10;
      assertThat(LongStream.of(waits).filter(wait -> wait >= from && wait < to).count())
          .isBetween(20L, 200L);
    }
  }

  @Test
  void theFirstAnswerLetsAllThrough() {
    CircuitBreaker breaker = open(new Random(1), 0);
    breaker.sending();

    assertThat(breaker.answered()).isTrue();
    assertThat(breaker.allows(0)).isTrue();
    assertThat(breaker.sending()).as("not a probe any more").isFalse();
    assertThat(breaker.allows(0)).isTrue();
  }

  private static CircuitBreaker open(Random random, long now) {
    CircuitBreaker breaker = new CircuitBreaker(random, Duration.ofMinutes(5));
    for (int i = 0; i < CircuitBreaker.FAILURES_TO_OPEN; i++) {
      assertThat(breaker.allows(now)).isTrue();
      breaker.failed(now, NOTHING, false);
    }
    assertThat(breaker.isOpen()).isTrue();
    return breaker;
  }
}
