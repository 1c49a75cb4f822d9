package io.github.plausible4j.internal.delivery;

import static io.github.plausible4j.internal.delivery.TestQueues.LONG;
import static io.github.plausible4j.internal.delivery.TestQueues.awaitState;
import static io.github.plausible4j.internal.delivery.TestQueues.event;
import static io.github.plausible4j.internal.delivery.TestQueues.one;
import static io.github.plausible4j.internal.delivery.TestQueues.queue;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.AmbiguousFailurePolicy;
import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.FlushResult;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.spool.Spool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private static final SendResult.Failed REFUSED = new SendResult.Failed("refused", 0, false);

  @Test
  void whatIsTrackedIsDeliveredInOrderByOneConnection() {
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    List<Event> events = IntStream.range(0, 100).mapToObj(TestQueues::event).toList();
    try (EventQueue queue = queue(one(), sender)) {
      assertThat(events).allMatch(queue::track);

      assertThat(queue.flush(LONG)).isEqualTo(new FlushResult(true, 0));
      assertThat(sender.sent).isEqualTo(events);
      assertThat(queue.stats().accepted()).isEqualTo(100);
    }
  }

  @Test
  void whatWaitedTooLongIsNotSent() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    RecordingListener heard = new RecordingListener();
    AtomicLong later = new AtomicLong();
    try (EventQueue queue =
        queue(
            one().maxAge(Duration.ofMinutes(10)).listener(heard),
            sender,
            () -> System.nanoTime() + later.get())) {
      queue.track(event(0));
      sender.started.acquireUninterruptibly();
      queue.track(event(1));
      later.addAndGet(Duration.ofMinutes(11).toNanos());
      queue.track(event(2));

      sender.letGo(3);

      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(sender.sent).containsExactly(event(0), event(2));
      assertThat(queue.stats().expired()).isEqualTo(1);
      queue.close();
      assertThat(heard.expired).containsExactly(event(1));
    }
  }

  @Test
  void aFailedAttemptIsRepeatedAndHeardOf() {
    AtomicInteger attempts = new AtomicInteger();
    ScriptedSender sender =
        ScriptedSender.answering(
            event ->
                attempts.incrementAndGet() < 3
                    ? new AttemptResult(REFUSED, AttemptResult.Retry.SAFE, Duration.ZERO)
                    : ScriptedSender.accepted(event));
    RecordingListener heard = new RecordingListener();
    try (EventQueue queue = queue(one().listener(heard), sender)) {
      queue.track(event(0));

      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(queue.stats().accepted()).isEqualTo(1);
      assertThat(queue.stats().retries()).isEqualTo(2);
      assertThat(queue.stats().ambiguous()).isZero();
      queue.close();
      assertThat(heard.retried).containsExactly(1, 2);
      assertThat(heard.ended).containsExactly(new SendResult.Accepted());
    }
  }

  @Test
  void anAmbiguousFailureIsGivenUpWhereThePolicySaysSo() {
    ScriptedSender sender =
        ScriptedSender.answering(
            event -> new AttemptResult(REFUSED, AttemptResult.Retry.AMBIGUOUS, Duration.ZERO));
    try (EventQueue queue = queue(one().ambiguousFailure(AmbiguousFailurePolicy.GIVE_UP), sender)) {
      queue.track(event(0));

      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(sender.sent).hasSize(1);
      assertThat(queue.stats().failed()).isEqualTo(1);
      assertThat(queue.stats().ambiguous()).isEqualTo(1);
    }
  }

  @Test
  void attemptsThatMayHaveArrivedAreBounded() {
    ScriptedSender sender =
        ScriptedSender.answering(
            event -> new AttemptResult(REFUSED, AttemptResult.Retry.AMBIGUOUS, Duration.ZERO));
    try (EventQueue queue = queue(one(), sender)) {
      queue.track(event(0));

      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(sender.sent).hasSize(3);
      assertThat(queue.stats().failed()).isEqualTo(1);
    }
  }

  @Test
  void aListenerHasHeardOfEverythingThatAFlushWaitedFor() {
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    RecordingListener heard = new RecordingListener();
    try (EventQueue queue = queue(one().listener(heard), sender)) {
      for (int i = 1; i <= 2_000; i++) {
        queue.track(event(i));

        assertThat(queue.flush(LONG).isComplete()).isTrue();
        assertThat(heard.ended).hasSize(i);
      }
    }
  }

  @Test
  void aFlushWaitsForWhatWasBeforeItAndForNoMore() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    try (EventQueue queue = queue(one(), sender)) {
      queue.track(event(0));
      assertThat(queue.flush(Duration.ofMillis(1))).isEqualTo(new FlushResult(false, 1));
      sender.letGo(1);
      assertThat(queue.flush(LONG).isComplete()).isTrue();

      assertThat(queue.flush(Duration.ZERO)).isEqualTo(new FlushResult(true, 0));
    }
  }

  @Test
  void closingReportsWhatItCouldNotSend() {
    ScriptedSender sender =
        ScriptedSender.held(
            e -> new AttemptResult(REFUSED, AttemptResult.Retry.SAFE, Duration.ZERO));
    RecordingListener heard = new RecordingListener();
    EventQueue queue = queue(one().listener(heard), sender);
    IntStream.range(0, 5).mapToObj(TestQueues::event).forEach(queue::track);
    sender.started.acquireUninterruptibly();

    CloseResult result = queue.close(Duration.ofMillis(1));

    assertThat(result.isComplete()).isFalse();
    assertThat(result.undelivered()).isEqualTo(5);
    assertThat(result.stats().failed()).isEqualTo(5);
    assertThat(result.stats().pending()).isZero();
    assertThat(result.stats().isBalanced()).isTrue();
    assertThat(queue.track(event(9))).as("a closed queue takes nothing").isFalse();
    assertThat(queue.close(LONG)).as("closing again").isEqualTo(result);
  }

  @Test
  void closingDrains() {
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    EventQueue queue = queue(one(), sender);
    IntStream.range(0, 500).mapToObj(TestQueues::event).forEach(queue::track);

    assertThat(queue.close(LONG).isComplete()).isTrue();
    assertThat(sender.sent).hasSize(500);
  }

  @Test
  void aListenerThatFailsStopsNothing() {
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    DeliveryListener failing =
        new DeliveryListener() {
          @Override
          public void ended(Event event, SendResult result) {
            throw new IllegalStateException("from the listener");
          }
        };
    try (EventQueue queue = queue(one().listener(failing), sender)) {
      queue.track(event(0));
      queue.track(event(1));

      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(queue.stats().accepted()).isEqualTo(2);
    }
  }

  @Test
  void aSenderThatFailsLosesItsEventInTheOpenAndGoesOn() {
    ScriptedSender sender =
        ScriptedSender.answering(
            event -> {
              if (event.equals(event(0))) {
                throw new IllegalStateException("from an interceptor");
              }
              return ScriptedSender.accepted(event);
            });
    try (EventQueue queue = queue(one(), sender)) {
      queue.track(event(0));
      queue.track(event(1));

      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(queue.stats().failed()).isEqualTo(1);
      assertThat(queue.stats().accepted()).isEqualTo(1);
    }
  }

  @Test
  void trackingNothingIsNotTaken() {
    try (EventQueue queue = queue(one(), ScriptedSender.answering(ScriptedSender::accepted))) {
      assertThat(queue.track(null)).isFalse();
    }
  }

  @Test
  void anIdleQueueSleepsUntilItIsWoken() throws InterruptedException {
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    List<Thread> senders = new ArrayList<>();
    try (EventQueue queue = queue(one().listener(remembering(senders)), sender)) {
      queue.track(event(0));
      assertThat(queue.flush(LONG).isComplete()).isTrue();

      // Waiting without a timeout: nothing wakes it but a new event.
      awaitState(senders.get(0), Thread.State.WAITING);
      assertThat(senders.get(0).isDaemon()).isTrue();
    }
  }

  @Test
  void theCountersBalanceForReadersWhileManyThreadsTrackAndFaultsHappen()
      throws InterruptedException {
    Random faults = new Random(11);
    ScriptedSender[] senders = new ScriptedSender[8];
    DeliveryPolicy policy =
        DeliveryPolicy.builder()
            .connections(8)
            .capacity(200)
            .retry(2, Duration.ofNanos(1), Duration.ofMillis(1))
            .build();
    AtomicInteger made = new AtomicInteger();
    ThreadedEventQueue queue =
        TestQueues.queue(
            policy,
            Spool.none(),
            () ->
                senders[made.getAndIncrement()] =
                    ScriptedSender.answering(event -> randomly(faults)),
            System::nanoTime);
    AtomicLong taken = new AtomicLong();
    CountDownLatch done = new CountDownLatch(4);
    for (int t = 0; t < 4; t++) {
      new Thread(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  if (queue.track(event(i))) {
                    taken.incrementAndGet();
                  }
                }
                done.countDown();
              })
          .start();
    }
    while (done.getCount() > 0) {
      DeliveryStats stats = queue.stats();
      assertThat(stats.isBalanced()).as("%s", stats).isTrue();
      assertThat(stats.pending()).isBetween(0L, 200L);
    }
    CloseResult closed = queue.close(LONG);
    assertThat(closed.stats().isBalanced()).isTrue();
    assertThat(closed.stats().pending()).isZero();
    assertThat(closed.stats().taken()).isEqualTo(taken.get());
    assertThat(closed.stats().overflowed()).isEqualTo(20_000 - taken.get());
  }

  private static AttemptResult randomly(Random faults) {
    return switch (faults.nextInt(10)) {
      case 0 -> AttemptResult.ended(new SendResult.Dropped(1));
      case 1 -> new AttemptResult(REFUSED, AttemptResult.Retry.AMBIGUOUS, Duration.ZERO);
      case 2 -> AttemptResult.ended(new SendResult.Rejected(400, Map.of()));
      default -> AttemptResult.ended(new SendResult.Accepted());
    };
  }

  private static DeliveryListener remembering(List<Thread> threads) {
    return new DeliveryListener() {
      @Override
      public void ended(Event event, SendResult result) {
        threads.add(Thread.currentThread());
      }
    };
  }
}
