package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.AmbiguousFailurePolicy;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Random schedules of callers, senders, faults and time in one thread: whatever the order, every
 * event that was taken is in exactly one place after every step.
 */
class DeliveryStateTest {
  private static final SendResult.Failed FAILED = new SendResult.Failed("test", 0, true);

  @Property(tries = 3_000)
  void theBooksBalanceAfterEveryStepOfEverySchedule(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int capacity,
      @ForAll @IntRange(min = 1, max = 4) int attempts,
      @ForAll AmbiguousFailurePolicy ambiguous) {
    Random random = new Random(seed);
    DeliveryPolicy policy =
        DeliveryPolicy.builder()
            .capacity(capacity)
            .ambiguous(ambiguous)
            .retry(attempts, Duration.ofMillis(10), Duration.ofSeconds(1))
            .maxAge(Duration.ofSeconds(3))
            .build();
    DeliveryState book = new DeliveryState(policy, random);
    List<Delivery> underWay = new ArrayList<>();
    Set<Long> ended = new HashSet<>();
    long now = random.nextLong();
    long tracked = 0;
    long refused = 0;

    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          Event event = Event.pageview("https://blog.example.com/" + tracked);
          if (book.hasRoomFor(event)) {
            book.take(event, now);
            tracked++;
          } else if (random.nextBoolean()) {
            book.refuse();
            refused++;
          } else {
            for (Delivery evicted : book.evictFor(event)) {
              refused++;
              assertThat(ended.add(evicted.number)).isTrue();
            }
          }
        }
        case 2 -> {
          Delivery next = book.next(now);
          if (next != null) {
            underWay.add(next);
          }
        }
        case 3 -> {
          if (!underWay.isEmpty()) {
            Delivery delivery = underWay.remove(random.nextInt(underWay.size()));
            if (book.attempted(delivery, randomAttempt(random), now) == null) {
              assertThat(ended.add(delivery.number)).isTrue();
            }
          }
        }
        case 4 -> {
          Delivery old = book.nextExpired(now);
          if (old != null) {
            assertThat(now - old.takenAt).isGreaterThan(Duration.ofSeconds(3).toNanos());
            book.expire(old);
            assertThat(ended.add(old.number)).isTrue();
          }
        }
        default -> now += TimeUnit.MILLISECONDS.toNanos(random.nextInt(500));
      }
      DeliveryStats stats = book.stats();
      assertThat(stats.isBalanced()).as("%s", stats).isTrue();
      assertThat(stats.taken()).isEqualTo(tracked);
      assertThat(stats.pending()).isEqualTo(tracked - ended.size()).isLessThanOrEqualTo(capacity);
      assertThat(stats.overflowed()).isEqualTo(refused);
    }
    for (Delivery delivery : underWay) {
      book.abandon(delivery);
      assertThat(ended.add(delivery.number)).isTrue();
    }
    for (Delivery left : book.drain()) {
      book.abandon(left);
      assertThat(ended.add(left.number)).isTrue();
    }
    assertThat(ended).hasSize((int) tracked);
    assertThat(book.stats().pending()).isZero();
    assertThat(book.stats().pendingBytes()).isZero();
    assertThat(book.stats().isBalanced()).isTrue();
  }

  @Property(tries = 200)
  void aSenderThatWaitsAsToldFinishesWhenTheServerComesBack(@ForAll long seed) {
    Random random = new Random(seed);
    DeliveryState book = new DeliveryState(DeliveryPolicy.defaults(), random);
    long now = random.nextLong();
    for (int i = 0; i < 50; i++) {
      book.take(Event.pageview("https://blog.example.com/" + i), now);
    }
    long outageEnds = now + TimeUnit.SECONDS.toNanos(60);
    int attemptsDuringOutage = 0;
    Long noticedAt = null;
    while (book.pending() > 0) {
      Delivery next = book.next(now);
      if (next == null) {
        long wait = book.nanosToWait(now);
        assertThat(wait).isPositive().isLessThan(Duration.ofSeconds(31).toNanos());
        now += wait;
      } else if (now - outageEnds < 0) {
        attemptsDuringOutage++;
        book.attempted(
            next, new AttemptResult(FAILED, AttemptResult.Retry.SAFE, Duration.ZERO), now);
      } else {
        noticedAt = noticedAt == null ? Long.valueOf(now) : noticedAt;
        book.attempted(next, AttemptResult.ended(new SendResult.Accepted()), now);
      }
    }
    assertThat(book.stats().accepted()).isEqualTo(50);
    assertThat(noticedAt - outageEnds).isLessThan(TimeUnit.SECONDS.toNanos(1));
    // One probe at a time, about every 0.7 s once the pauses have grown.
    assertThat(attemptsDuringOutage).isBetween(60, 160);
  }

  @Property(tries = 200)
  void anAttemptThatTellsNothingOfTheServerKeepsNoOtherEventBack(@ForAll long seed) {
    Random random = new Random(seed);
    DeliveryState book = new DeliveryState(DeliveryPolicy.defaults(), random);
    long now = random.nextLong();
    for (int i = 0; i < 50; i++) {
      book.take(Event.pageview("https://blog.example.com/" + i), now);
    }
    while (book.pending() > 0) {
      Delivery next = book.next(now);
      if (next == null) {
        long wait = book.nanosToWait(now);
        assertThat(wait).isPositive().isLessThan(Duration.ofSeconds(31).toNanos());
        now += wait;
      } else if (random.nextInt(3) == 0) {
        // The sender threw, for example in an interceptor of the caller's client.
        book.attempted(next, AttemptResult.ended(FAILED), now);
      } else {
        book.attempted(
            next, new AttemptResult(FAILED, AttemptResult.Retry.SAFE, Duration.ZERO), now);
      }
    }
    assertThat(book.stats().failed()).isEqualTo(50);
  }

  @Property(tries = 200)
  void aBarrierCountsOnlyWhatWasTakenBeforeIt(@ForAll long seed) {
    Random random = new Random(seed);
    DeliveryState book = new DeliveryState(DeliveryPolicy.defaults(), random);
    int before = random.nextInt(5);
    for (int i = 0; i < before; i++) {
      book.take(Event.pageview("https://blog.example.com/before"), 0);
    }
    DeliveryState.Barrier barrier = book.barrier();
    for (int i = 0; i < 5; i++) {
      book.take(Event.pageview("https://blog.example.com/after"), 0);
    }
    assertThat(barrier.remaining()).isEqualTo(before);
    for (int i = 0; i < before; i++) {
      Delivery next = book.next(0);
      assertThat(next).isNotNull();
      book.attempted(next, AttemptResult.ended(new SendResult.Accepted()), 0);
    }
    assertThat(barrier.remaining()).isZero();
    assertThat(book.pending()).isEqualTo(5);
  }

  private static AttemptResult randomAttempt(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> AttemptResult.ended(new SendResult.Accepted());
      case 1 -> AttemptResult.ended(new SendResult.Dropped(1));
      case 2 -> AttemptResult.ended(new SendResult.Rejected(400, Map.of()));
      case 3 -> new AttemptResult(FAILED, AttemptResult.Retry.SAFE, Duration.ZERO);
      case 4 ->
          new AttemptResult(
              FAILED, AttemptResult.Retry.SAFE, Duration.ofMillis(random.nextInt(900)));
      default -> new AttemptResult(FAILED, AttemptResult.Retry.AMBIGUOUS, Duration.ZERO);
    };
  }
}
