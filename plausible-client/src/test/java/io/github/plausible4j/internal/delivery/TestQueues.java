package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.internal.spool.Spool;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Queues over a sender that a test writes, and what to put into them. */
final class TestQueues {
  /** Longer than anything takes on the slowest machine. */
  static final Duration LONG = Duration.ofMinutes(5);

  private static final ThreadedEventQueue.Target TARGET =
      new ThreadedEventQueue.Target("a test", Duration.ofSeconds(30));

  private TestQueues() {}

  static DeliveryPolicy.Builder one() {
    return DeliveryPolicy.builder()
        .connections(1)
        .retry(3, Duration.ofMillis(1), Duration.ofMillis(5));
  }

  static EventQueue queue(DeliveryPolicy.Builder policy, EventSender sender) {
    return queue(policy, sender, System::nanoTime);
  }

  static EventQueue queue(
      DeliveryPolicy.Builder policy, EventSender sender, LongSupplier nanoTime) {
    return queue(policy.build(), Spool.none(), () -> sender, nanoTime);
  }

  static ThreadedEventQueue queue(
      DeliveryPolicy policy,
      Spool<Event> spool,
      Supplier<EventSender> senders,
      LongSupplier nanoTime) {
    return new ThreadedEventQueue(
            policy, spool, TARGET, senders, nanoTime, new Random(3), closed -> {})
        .start();
  }

  static Event event(int number) {
    return Event.pageview("https://blog.example.com/" + number)
        .withVisitor(Visitor.ofServer("test-run"));
  }

  static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (thread.getState() != state) {
      assertThat(System.nanoTime()).as("still %s", thread.getState()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
