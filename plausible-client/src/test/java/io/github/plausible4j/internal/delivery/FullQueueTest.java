package io.github.plausible4j.internal.delivery;

import static io.github.plausible4j.internal.delivery.TestQueues.LONG;
import static io.github.plausible4j.internal.delivery.TestQueues.awaitState;
import static io.github.plausible4j.internal.delivery.TestQueues.event;
import static io.github.plausible4j.internal.delivery.TestQueues.one;
import static io.github.plausible4j.internal.delivery.TestQueues.queue;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.OverflowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of an event, and of its caller, where there is no room for it. */
class FullQueueTest {

  @Test
  void aFullQueueLeavesTheNewestOutAndSaysSo() {
    ScriptedSender sender = ScriptedSender.held(ScriptedSender::accepted);
    RecordingListener heard = new RecordingListener();
    try (EventQueue queue = queue(one().capacity(3).listener(heard), sender)) {
      assertThat(IntStream.range(0, 3).mapToObj(TestQueues::event)).allMatch(queue::track);

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
    RecordingListener heard = new RecordingListener();
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
    RecordingListener heard = new RecordingListener();
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

  private static Map<String, String> thirtyLargeProps() {
    Map<String, String> props = new HashMap<>();
    IntStream.range(0, 30).forEach(i -> props.put("key" + i, "v".repeat(300)));
    return props;
  }
}
