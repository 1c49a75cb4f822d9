package io.github.plausible4j.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final SendResult.Failed REFUSED = new SendResult.Failed("refused", 0, false);

  /** What a test adds to the time that really passes. */
  private final AtomicLong later = new AtomicLong();

  @Test
  void whatIsTrackedIsDeliveredInOrderByOneConnection() {
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    List<Event> events = IntStream.range(0, 100).mapToObj(EventQueueTest::event).toList();
    try (EventQueue queue = queue(one(), sender)) {
      assertThat(events).allMatch(queue::track);

      assertThat(queue.flush(LONG)).isEqualTo(new FlushResult(true, 0));
      assertThat(sender.sent).isEqualTo(events);
      assertThat(queue.stats().accepted()).isEqualTo(100);
    }
  }

  @Test
  void aFullQueueLeavesTheNewestOutAndSaysSo() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    Heard heard = new Heard();
    try (EventQueue queue = queue(one().capacity(3).listener(heard), sender)) {
      assertThat(IntStream.range(0, 3).mapToObj(EventQueueTest::event)).allMatch(queue::track);

      assertThat(queue.track(event(3))).isFalse();

      assertThat(heard.overflowed).containsExactly(event(3));
      assertThat(queue.stats().overflowed()).isEqualTo(1);
      assertThat(queue.stats().taken()).isEqualTo(3);
      sender.letGo(3);
      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(queue.track(event(4))).isTrue();
      sender.letGo(1);
    }
  }

  @Test
  void aQueueIsFullByBytesToo() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    Event large =
        Event.builder("Signup", "https://blog.example.com/").props(thirtyLargeProps()).build();
    int fitting = (int) ((64L << 10) / large.estimatedBytes());
    try (EventQueue queue = queue(one().capacityBytes(64L << 10), sender)) {
      for (int i = 0; i < fitting; i++) {
        assertThat(queue.track(large)).isTrue();
      }
      assertThat(queue.track(large)).isFalse();
      assertThat(queue.track(event(0))).as("a small one still fits").isTrue();
      sender.letGo(fitting + 1);
    }
  }

  @Test
  void theOldestMakesRoomWhereThePolicySaysSo() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    Heard heard = new Heard();
    try (EventQueue queue =
        queue(one().capacity(3).overflow(OverflowPolicy.DROP_OLDEST).listener(heard), sender)) {
      queue.track(event(0));
      sender.started.acquireUninterruptibly();
      queue.track(event(1));
      queue.track(event(2));

      assertThat(queue.track(event(3))).isTrue();

      assertThat(heard.overflowed).containsExactly(event(1));
      sender.letGo(10);
      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(sender.sent).containsExactly(event(0), event(2), event(3));
      assertThat(queue.stats().failed()).isEqualTo(1);
      assertThat(queue.stats().isBalanced()).isTrue();
    }
  }

  @Test
  void asManyOfTheOldestMakeRoomAsALargeOneNeeds() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    Heard heard = new Heard();
    Event large =
        Event.builder("Signup", "https://blog.example.com/").props(thirtyLargeProps()).build();
    int fitting = (int) ((64L << 10) / event(0).estimatedBytes());
    try (EventQueue queue =
        queue(
            one().capacityBytes(64L << 10).overflow(OverflowPolicy.DROP_OLDEST).listener(heard),
            sender)) {
      queue.track(event(0));
      sender.started.acquireUninterruptibly();
      for (int i = 1; i < fitting; i++) {
        assertThat(queue.track(event(0))).isTrue();
      }

      assertThat(queue.track(large)).isTrue();

      assertThat(heard.overflowed).hasSizeGreaterThan(10);
      assertThat(queue.stats().pendingBytes()).isLessThanOrEqualTo(64L << 10);
      assertThat(queue.stats().isBalanced()).isTrue();
      sender.letGo(fitting + 1);
      assertThat(queue.flush(LONG).isComplete()).isTrue();
    }
  }

  @Test
  void whatIsUnderWayIsNeverTheOldestThatMakesRoom() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    try (EventQueue queue = queue(one().capacity(1).overflow(OverflowPolicy.DROP_OLDEST), sender)) {
      queue.track(event(0));
      sender.started.acquireUninterruptibly();

      assertThat(queue.track(event(1))).isFalse();
      sender.letGo(1);
    }
  }

  @Test
  void aCallerWaitsForRoomOnlyWhereAskedTo() throws InterruptedException {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    try (EventQueue queue = queue(one().capacity(1).overflow(OverflowPolicy.block(LONG)), sender)) {
      queue.track(event(0));
      sender.started.acquireUninterruptibly();
      AtomicInteger taken = new AtomicInteger();
      Thread caller = new Thread(() -> taken.set(queue.track(event(1)) ? 1 : -1));
      caller.start();
      awaitState(caller, Thread.State.TIMED_WAITING);

      sender.letGo(2);

      caller.join(LONG.toMillis());
      assertThat(taken).hasValue(1);
    }
  }

  @Test
  void aWaitForRoomEnds() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    try (EventQueue queue =
        queue(one().capacity(1).overflow(OverflowPolicy.block(Duration.ofMillis(20))), sender)) {
      queue.track(event(0));

      assertThat(queue.track(event(1))).isFalse();
      sender.letGo(1);
    }
  }

  @Test
  void anInterruptEndsAWaitForRoomAndStaysSet() throws InterruptedException {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    try (EventQueue queue = queue(one().capacity(1).overflow(OverflowPolicy.block(LONG)), sender)) {
      queue.track(event(0));
      List<Boolean> seen = new ArrayList<>();
      Thread caller =
          new Thread(
              () -> {
                seen.add(queue.track(event(1)));
                seen.add(Thread.currentThread().isInterrupted());
              });
      caller.start();
      awaitState(caller, Thread.State.TIMED_WAITING);

      caller.interrupt();

      caller.join(LONG.toMillis());
      assertThat(seen).containsExactly(false, true);
      sender.letGo(1);
    }
  }

  @Test
  void whatWaitedTooLongIsNotSent() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    Heard heard = new Heard();
    try (EventQueue queue = queue(one().maxAge(Duration.ofMinutes(10)).listener(heard), sender)) {
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
                    ? new Attempted(REFUSED, Attempted.Retry.SAFE, Duration.ZERO)
                    : ScriptedSender.accepted(event));
    Heard heard = new Heard();
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
            event -> new Attempted(REFUSED, Attempted.Retry.AMBIGUOUS, Duration.ZERO));
    try (EventQueue queue = queue(one().ambiguous(Ambiguous.GIVE_UP), sender)) {
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
            event -> new Attempted(REFUSED, Attempted.Retry.AMBIGUOUS, Duration.ZERO));
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
    Heard heard = new Heard();
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
        ScriptedSender.held(e -> new Attempted(REFUSED, Attempted.Retry.SAFE, Duration.ZERO));
    Heard heard = new Heard();
    EventQueue queue = queue(one().listener(heard), sender);
    IntStream.range(0, 5).mapToObj(EventQueueTest::event).forEach(queue::track);
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
    IntStream.range(0, 500).mapToObj(EventQueueTest::event).forEach(queue::track);

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
  void theBooksBalanceForReadersWhileManyThreadsTrackAndFaultsHappen() throws InterruptedException {
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
        new ThreadedEventQueue(
                policy,
                () ->
                    senders[made.getAndIncrement()] =
                        ScriptedSender.answering(event -> randomly(faults)),
                System::nanoTime,
                new Random(5),
                closed -> {})
            .start();
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
    assertThat(done.await(1, TimeUnit.SECONDS)).isTrue();
    CloseResult closed = queue.close(LONG);
    assertThat(closed.stats().isBalanced()).isTrue();
    assertThat(closed.stats().pending()).isZero();
    assertThat(closed.stats().taken()).isEqualTo(taken.get());
    assertThat(closed.stats().overflowed()).isEqualTo(20_000 - taken.get());
  }

  private static Attempted randomly(Random faults) {
    return switch (faults.nextInt(10)) {
      case 0 -> Attempted.ended(new SendResult.Dropped(1));
      case 1 -> new Attempted(REFUSED, Attempted.Retry.AMBIGUOUS, Duration.ZERO);
      case 2 -> Attempted.ended(new SendResult.Rejected(400, Map.of()));
      default -> Attempted.ended(new SendResult.Accepted());
    };
  }

  private static DeliveryPolicy.Builder one() {
    return DeliveryPolicy.builder()
        .connections(1)
        .retry(3, Duration.ofMillis(1), Duration.ofMillis(5));
  }

  private EventQueue queue(DeliveryPolicy.Builder policy, EventSender sender) {
    return new ThreadedEventQueue(
            policy.build(),
            () -> sender,
            () -> System.nanoTime() + later.get(),
            new Random(3),
            closed -> {})
        .start();
  }

  private static Event event(int number) {
    return Event.pageview("https://blog.example.com/" + number)
        .withVisitor(Visitor.ofServer("test-run"));
  }

  private static Map<String, String> thirtyLargeProps() {
    Map<String, String> props = new HashMap<>();
    IntStream.range(0, 30).forEach(i -> props.put("key" + i, "v".repeat(300)));
    return props;
  }

  private static DeliveryListener remembering(List<Thread> threads) {
    return new DeliveryListener() {
      @Override
      public void ended(Event event, SendResult result) {
        threads.add(Thread.currentThread());
      }
    };
  }

  private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (thread.getState() != state) {
      assertThat(System.nanoTime()).as("still %s", thread.getState()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static final class Heard implements DeliveryListener {
    final ConcurrentLinkedQueue<SendResult> ended = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Event> expired = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Event> overflowed = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Integer> retried = new ConcurrentLinkedQueue<>();

    @Override
    public void ended(Event event, SendResult result) {
      ended.add(result);
    }

    @Override
    public void expired(Event event) {
      expired.add(event);
    }

    @Override
    public void overflowed(Event event) {
      overflowed.add(event);
    }

    @Override
    public void retrying(Event event, int attempt, Duration wait, SendResult.Failed failure) {
      retried.add(attempt);
    }
  }
}
