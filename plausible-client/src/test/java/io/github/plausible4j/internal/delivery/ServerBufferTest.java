package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.ServerCrashPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a queue knows of events that a server accepted and had not written when it died. */
class ServerBufferTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final AttemptResult ACCEPTED = AttemptResult.ended(new SendResult.Accepted());
  private static final AttemptResult RESET =
      new AttemptResult(
          new SendResult.Failed("reset", 0, true),
          AttemptResult.Retry.AMBIGUOUS,
          Duration.ZERO,
          true);
  private static final AttemptResult TIMEOUT =
      new AttemptResult(
          new SendResult.Failed("timeout", 0, true), AttemptResult.Retry.AMBIGUOUS, Duration.ZERO);

  private long now = 1_000 * SECOND;

  @Test
  void whatWasAcceptedWithinTheBufferBeforeTheLastAnswerIsAtRisk() {
    DeliveryState state = state(policy());
    for (int second = 0; second < 20; second++) {
      send(state, ACCEPTED);
      now += SECOND;
    }
    // However late it is noticed: the server may have died right after its last answer.
    now += 60 * SECOND;
    send(state, RESET);

    DeliveryStats stats = state.stats();
    assertThat(stats.atRisk()).isBetween(5L, 7L);
    assertThat(stats.resent()).isZero();
    assertThat(stats.accepted()).isEqualTo(20);
    assertThat(stats.isBalanced()).isTrue();
  }

  @Test
  void aTimeoutAloneDoesNotPutAnEventAtRisk() {
    DeliveryState state = state(policy());
    send(state, ACCEPTED);
    send(state, TIMEOUT);

    assertThat(state.stats().atRisk()).isZero();
  }

  @Test
  void anEventIsAtRiskOnceThoughEveryConnectionBreaks() {
    DeliveryState state = state(policy());
    send(state, ACCEPTED);
    for (int i = 0; i < 4; i++) {
      send(state, RESET);
    }

    assertThat(state.stats().atRisk()).isEqualTo(1);
  }

  @Test
  void withoutABufferNothingIsAtRisk() {
    DeliveryState state = state(policy().serverBuffer(Duration.ZERO));
    send(state, ACCEPTED);
    send(state, RESET);

    assertThat(state.stats().atRisk()).isZero();
  }

  @Test
  void resentEventsAreRepetitionsAndKeepTheirFirstResult() {
    DeliveryState state = state(policy().serverCrash(ServerCrashPolicy.RESEND));
    for (int i = 0; i < 10; i++) {
      send(state, ACCEPTED);
    }
    send(state, RESET);
    assertThat(state.stats().atRisk()).isEqualTo(10);
    assertThat(state.pending()).as("repetitions are not pending").isEqualTo(1);
    assertThat(state.isIdle()).isFalse();

    List<Event> sent = finish(state);

    assertThat(sent).hasSize(11);
    DeliveryStats stats = state.stats();
    assertThat(stats.resent()).isEqualTo(10);
    assertThat(stats.accepted()).isEqualTo(11);
    assertThat(stats.retries()).isEqualTo(11);
    assertThat(stats.isBalanced()).isTrue();
    assertThat(state.isIdle()).isTrue();
    assertThat(state.unheard()).isZero();
  }

  @Test
  void noMoreThanTheCapacityIsKept() {
    DeliveryState state = state(policy().capacity(100).serverCrash(ServerCrashPolicy.RESEND));
    for (int i = 0; i < 1_000; i++) {
      send(state, ACCEPTED);
    }
    send(state, RESET);

    assertThat(state.stats().atRisk()).isBetween(100L, 101L);
  }

  @Property(tries = 500)
  void withResendNothingIsLostHoweverOftenTheServerDies(@ForAll long seed) {
    Random random = new Random(seed);
    DeliveryState state =
        state(policy().serverCrash(ServerCrashPolicy.RESEND).maxAge(Duration.ofDays(1)));
    Set<Event> written = new HashSet<>();
    List<Event> buffered = new ArrayList<>();
    List<Event> tracked = new ArrayList<>();
    long flushAt = now + 5 * SECOND;
    boolean isDead = false;
    for (int step = 0; step < 400; step++) {
      now += random.nextInt(200) * SECOND / 1_000;
      if (now >= flushAt) {
        written.addAll(buffered);
        buffered.clear();
        flushAt = now + 5 * SECOND;
      }
      if (random.nextInt(40) == 0) {
        isDead = true;
        buffered.clear();
      }
      Event event = Event.pageview("https://blog.example.com/" + step);
      tracked.add(event);
      state.take(event, now);
      Delivery next = state.next(now);
      if (next != null) {
        if (!isDead) {
          buffered.add(next.event);
        }
        note(state, next, isDead ? RESET : ACCEPTED);
      }
      // A client sees that a server died before it sees the next one.
      isDead &= next == null || random.nextBoolean();
    }
    written.addAll(buffered);
    written.addAll(finish(state));

    assertThat(written).containsAll(tracked);
    assertThat(state.stats().accepted()).isEqualTo(tracked.size());
    assertThat(state.stats().isBalanced()).isTrue();
  }

  private DeliveryState state(DeliveryPolicy.Builder policy) {
    return new DeliveryState(policy.build(), new Random(1));
  }

  private static DeliveryPolicy.Builder policy() {
    return DeliveryPolicy.builder()
        .serverBuffer(Duration.ofSeconds(5))
        .retry(1_000_000, Duration.ofMillis(1), Duration.ofMillis(10));
  }

  private void send(DeliveryState state, AttemptResult result) {
    state.take(Event.pageview("https://blog.example.com/"), now);
    Delivery next = state.next(now);
    if (next != null) {
      note(state, next, result);
    }
  }

  private void note(DeliveryState state, Delivery delivery, AttemptResult result) {
    if (state.attempted(delivery, result, now) == null) {
      state.heard(delivery);
    }
  }

  /** Has everything accepted that is left; returns what that was. */
  private List<Event> finish(DeliveryState state) {
    List<Event> sent = new ArrayList<>();
    while (!state.isIdle()) {
      Delivery next = state.next(now);
      if (next == null) {
        now += state.nanosToWait(now);
      } else {
        sent.add(next.event);
        note(state, next, ACCEPTED);
      }
    }
    return sent;
  }
}
