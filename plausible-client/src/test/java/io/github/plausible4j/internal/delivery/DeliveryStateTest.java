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
  void theCountersBalanceAfterEveryStepOfEverySchedule(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int capacity,
      @ForAll @IntRange(min = 1, max = 4) int attempts,
      @ForAll AmbiguousFailurePolicy ambiguous) {
    Random random = new Random(seed);
    DeliveryPolicy policy =
        DeliveryPolicy.builder()
            .capacity(capacity)
            .ambiguousFailure(ambiguous)
            .retry(attempts, Duration.ofMillis(10), Duration.ofSeconds(1))
            .maxAge(Duration.ofSeconds(3))
            .build();
    DeliveryState state = new DeliveryState(policy, random);
    List<Delivery> underWay = new ArrayList<>();
    Set<Long> ended = new HashSet<>();
    long now = random.nextLong();
    long tracked = 0;
    long refused = 0;

    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          Event event = Event.pageview("https://blog.example.com/" + tracked);
          if (state.hasRoomFor(event)) {
            state.take(event, now);
            tracked++;
          } else if (random.nextBoolean()) {
            state.refuse();
            refused++;
          } else {
            for (Delivery evicted : state.evictFor(event)) {
              refused++;
              assertThat(ended.add(evicted.number)).isTrue();
            }
          }
        }
        case 2 -> {
          Delivery next = state.next(now);
          if (next != null) {
            underWay.add(next);
          }
        }
        case 3 -> {
          if (!underWay.isEmpty()) {
            Delivery delivery = underWay.remove(random.nextInt(underWay.size()));
            if (state.attempted(delivery, randomAttempt(random), now) == null) {
              state.heard(delivery);
              assertThat(ended.add(delivery.number)).isTrue();
            }
          }
        }
        case 4 -> {
          Delivery old = state.nextExpired(now);
          if (old != null) {
            assertThat(now - old.takenAt).isGreaterThan(Duration.ofSeconds(3).toNanos());
            state.heard(old);
            assertThat(ended.add(old.number)).isTrue();
          }
        }
        default -> now += TimeUnit.MILLISECONDS.toNanos(random.nextInt(500));
      }
      DeliveryStats stats = state.stats();
      assertThat(stats.isBalanced()).as("%s", stats).isTrue();
      assertThat(stats.taken()).isEqualTo(tracked);
      assertThat(stats.pending()).isEqualTo(tracked - ended.size()).isLessThanOrEqualTo(capacity);
      assertThat(stats.overflowed()).isEqualTo(refused);
    }
    for (Delivery delivery : underWay) {
      state.abandon(delivery);
      assertThat(ended.add(delivery.number)).isTrue();
    }
    for (Delivery left : state.drain()) {
      state.abandon(left);
      assertThat(ended.add(left.number)).isTrue();
    }
    assertThat(ended).hasSize((int) tracked);
    assertThat(state.stats().pending()).isZero();
    assertThat(state.stats().pendingBytes()).isZero();
    assertThat(state.stats().isBalanced()).isTrue();
  }

  @Property(tries = 200)
  void aSenderThatWaitsAsTheStateSaysFinishesWhenTheServerComesBack(@ForAll long seed) {
    Random random = new Random(seed);
    DeliveryState state = new DeliveryState(DeliveryPolicy.defaults(), random);
    long now = random.nextLong();
    for (int i = 0; i < 50; i++) {
      state.take(Event.pageview("https://blog.example.com/" + i), now);
    }
    long outageEnds = now + TimeUnit.SECONDS.toNanos(60);
    int attemptsDuringOutage = 0;
    Long noticedAt = null;
    while (state.pending() > 0) {
      Delivery next = state.next(now);
      if (next == null) {
        long wait = state.nanosToWait(now);
        assertThat(wait).isPositive().isLessThan(Duration.ofSeconds(31).toNanos());
        now += wait;
      } else if (now - outageEnds < 0) {
        attemptsDuringOutage++;
        state.attempted(
            next, new AttemptResult(FAILED, AttemptResult.Retry.SAFE, Duration.ZERO), now);
      } else {
        noticedAt = noticedAt == null ? Long.valueOf(now) : noticedAt;
        state.attempted(next, AttemptResult.ended(new SendResult.Accepted()), now);
      }
    }
    assertThat(state.stats().accepted()).isEqualTo(50);
    assertThat(noticedAt - outageEnds).isLessThan(TimeUnit.SECONDS.toNanos(1));
    // One probe at a time, about every 0.7 s once the pauses have grown.
    assertThat(attemptsDuringOutage).isBetween(60, 160);
  }

  @Property(tries = 200)
  void anAttemptWithoutAnAnswerHoldsBackNoOtherEvent(@ForAll long seed) {
    Random random = new Random(seed);
    DeliveryState state = new DeliveryState(DeliveryPolicy.defaults(), random);
    long now = random.nextLong();
    for (int i = 0; i < 50; i++) {
      state.take(Event.pageview("https://blog.example.com/" + i), now);
    }
    while (state.pending() > 0) {
      Delivery next = state.next(now);
      if (next == null) {
        long wait = state.nanosToWait(now);
        assertThat(wait).isPositive().isLessThan(Duration.ofSeconds(31).toNanos());
        now += wait;
      } else if (random.nextInt(3) == 0) {
        // The sender threw, for example in an interceptor of the caller's client.
        state.attempted(next, AttemptResult.ended(FAILED), now);
      } else {
        state.attempted(
            next, new AttemptResult(FAILED, AttemptResult.Retry.SAFE, Duration.ZERO), now);
      }
    }
    assertThat(state.stats().failed()).isEqualTo(50);
  }

  @Property(tries = 200)
  void aBarrierCountsOnlyWhatWasTakenBeforeIt(@ForAll long seed) {
    Random random = new Random(seed);
    DeliveryState state = new DeliveryState(DeliveryPolicy.defaults(), random);
    int before = random.nextInt(5);
    for (int i = 0; i < before; i++) {
      state.take(Event.pageview("https://blog.example.com/before"), 0);
    }
    Barriers.Barrier barrier = state.barrier();
    for (int i = 0; i < 5; i++) {
      state.take(Event.pageview("https://blog.example.com/after"), 0);
    }
    assertThat(barrier.remaining()).isEqualTo(before);
    for (int i = 0; i < before; i++) {
      Delivery next = state.next(0);
      assertThat(next).isNotNull();
      state.attempted(next, AttemptResult.ended(new SendResult.Accepted()), 0);
      state.heard(next);
    }
    assertThat(barrier.remaining()).isZero();
    assertThat(state.pending()).isEqualTo(5);
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
