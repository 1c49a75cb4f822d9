package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.spool.Spool;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

/** Whatever happens to a sender thread, events flow afterwards and the counters balance. */
class SenderFaultsTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int EVENTS = 300;

  @Test
  void sendersThatAreInterruptedWhileTheyConnectDeliverEverything() {
    MockResponse closing =
        TestServer.status(202)
            .newBuilder()
            .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
            .build();
    Set<Thread> senders = ConcurrentHashMap.newKeySet();
    DeliveryListener listener =
        new DeliveryListener() {
          @Override
          public void ended(Event event, SendResult result) {
            senders.add(Thread.currentThread());
          }
        };
    AtomicBoolean done = new AtomicBoolean();
    Thread interrupter =
        new Thread(
            () -> {
              Random random = new Random(1);
              while (!done.get()) {
                senders.forEach(Thread::interrupt);
                for (int spin = random.nextInt(2_000); spin > 0; spin--) {
                  Thread.onSpinWait();
                }
              }
            });
    try (TestServer server = TestServer.answering(closing);
        Plausible plausible = Plausible.create(server.url())) {
      EventQueue queue =
          plausible.eventQueue(
              DeliveryPolicy.builder()
                  .connections(2)
                  .retry(1_000, Duration.ofMillis(1), Duration.ofMillis(5))
                  .listener(listener)
                  .build());
      interrupter.start();
      for (int i = 0; i < EVENTS; i++) {
        assertThat(queue.track(TestQueues.event(i))).isTrue();
      }
      boolean isFlushed = queue.flush(LONG).isComplete();
      done.set(true);

      assertThat(isFlushed).as("%s", queue.stats()).isTrue();
      assertThat(queue.stats().accepted()).isEqualTo(EVENTS);
      assertThat(queue.stats().isBalanced()).isTrue();
      assertThat(senders).allMatch(Thread::isAlive);
    } finally {
      done.set(true);
    }
  }

  @Test
  void listenersThatThrowAnythingAreHeardOnceForEachEvent() {
    AtomicInteger heard = new AtomicInteger();
    DeliveryListener listener =
        new DeliveryListener() {
          @Override
          public void ended(Event event, SendResult result) {
            switch (heard.incrementAndGet() % 4) {
              case 0 -> throw new IllegalStateException("from a listener");
              case 1 -> throw new StackOverflowError("from a listener");
              case 2 ->
                  SenderFaultsTest.<RuntimeException>sneak(new InterruptedException("sneaky"));
              default -> Thread.currentThread().interrupt();
            }
          }
        };
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    try (EventQueue queue = TestQueues.queue(TestQueues.one().listener(listener), sender)) {
      trackAndFlush(queue);

      assertThat(queue.stats().accepted()).isEqualTo(EVENTS);
      assertThat(heard).hasValue(EVENTS);
      assertThat(queue.stats().senderFailures()).isZero();
    }
  }

  @Test
  void senderThreadsThatFailAnywhereGoOnOrAreReplaced() {
    AtomicInteger faults = new AtomicInteger(200);
    // The clock is read at every turn of a sender, with and without the lock of the queue.
    LongSupplier clock =
        () -> {
          if (Thread.currentThread() instanceof SenderThread
              && ThreadLocalRandom.current().nextInt(4) == 0
              && faults.getAndDecrement() > 0) {
            throw new OutOfMemoryError("made up");
          }
          return System.nanoTime();
        };
    try (EventQueue queue =
        TestQueues.queue(
            DeliveryPolicy.builder().connections(3).build(),
            Spool.none(),
            () -> ScriptedSender.answering(ScriptedSender::accepted),
            clock)) {
      trackAndFlush(queue);
      DeliveryStats afterFaults = queue.stats();
      assertThat(afterFaults.senderFailures()).isPositive();
      assertThat(afterFaults.senders()).isPositive();

      faults.set(0);
      trackAndFlush(queue);

      assertThat(queue.stats().accepted() - afterFaults.accepted())
          .as("events flow again: %s", queue.stats())
          .isEqualTo(EVENTS);
      assertThat(queue.close(LONG).isComplete()).isTrue();
    }
  }

  @Test
  void anInterruptedCallerHasItsEventTaken() {
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    try (EventQueue queue = TestQueues.queue(TestQueues.one(), sender)) {
      Thread.currentThread().interrupt();
      boolean isTaken = queue.track(TestQueues.event(0));

      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      assertThat(isTaken).isTrue();
      assertThat(queue.flush(LONG).isComplete()).isTrue();
    }
  }

  private static void trackAndFlush(EventQueue queue) {
    for (int i = 0; i < EVENTS; i++) {
      assertThat(queue.track(TestQueues.event(i))).isTrue();
    }
    assertThat(queue.flush(LONG).isComplete()).as("%s", queue.stats()).isTrue();
    assertThat(queue.stats().isBalanced()).as("%s", queue.stats()).isTrue();
    assertThat(queue.stats().pending()).isZero();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
