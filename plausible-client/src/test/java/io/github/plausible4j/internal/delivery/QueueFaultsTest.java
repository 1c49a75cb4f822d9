package io.github.plausible4j.internal.delivery;

import static java.time.temporal.ChronoUnit.FOREVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.FlushResult;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.internal.spool.Spool;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Answers, callers and moments that a queue does not hope for. */
class QueueFaultsTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final SendResult.Failed CUT = new SendResult.Failed("cut", 0, true);

  @Test
  void aServerThatAsksForPatienceUntilTheYear9999EndsNoSender() {
    AtomicInteger attempts = new AtomicInteger();
    ScriptedSender sender =
        ScriptedSender.answering(
            event ->
                attempts.incrementAndGet() == 1
                    ? new AttemptResult(CUT, AttemptResult.Retry.SAFE, FOREVER.getDuration())
                    : ScriptedSender.accepted(event));
    try (EventQueue queue = queue(one().retryAfterCap(AT_ONCE), sender)) {
      queue.track(event(0));

      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(queue.stats().accepted()).isEqualTo(1);
    }
  }

  @Test
  void waitingForEverIsAWaitLikeAnyOther() {
    Duration forEver = FOREVER.getDuration();
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    EventQueue queue =
        queue(
            one()
                .capacity(1)
                .maxAge(forEver)
                .closeTimeout(forEver)
                .retryAfterCap(forEver)
                .retry(1, forEver, forEver)
                .overflow(OverflowPolicy.block(forEver)),
            sender);
    for (int i = 0; i < 10; i++) {
      assertThat(queue.track(event(i))).isTrue();
    }

    assertThat(queue.flush(forEver).isComplete()).isTrue();
    assertThat(queue.close(forEver).isComplete()).isTrue();
    assertThat(queue.close(forEver).stats().accepted()).isEqualTo(10);
  }

  @Test
  void aRequestThatHangsHoldsUpNobodyWhileThereAreConnections() throws InterruptedException {
    Semaphore arrived = new Semaphore(0);
    Semaphore answers = new Semaphore(0);
    try (EventQueue queue =
        queue(
            DeliveryPolicy.builder().connections(3),
            () -> new HungSender(arrived, answers, ScriptedSender.accepted(event(0))))) {
      for (int i = 1; i <= 3; i++) {
        queue.track(event(i));

        assertThat(arrived.tryAcquire(5, TimeUnit.MINUTES)).as("request %s", i).isTrue();
      }
      answers.release(3);
      assertThat(queue.flush(LONG).isComplete()).isTrue();
    }
  }

  @Test
  void whatIsCutAtCloseIsKnownToBeAmbiguous() {
    ScriptedSender sender =
        ScriptedSender.held(
            event -> new AttemptResult(CUT, AttemptResult.Retry.AMBIGUOUS, Duration.ZERO));
    EventQueue queue = queue(one(), sender);
    queue.track(event(0));
    sender.started.acquireUninterruptibly();

    DeliveryStats stats = queue.close(AT_ONCE).stats();

    assertThat(stats.failed()).isEqualTo(1);
    assertThat(stats.ambiguous()).isEqualTo(1);
  }

  @Test
  void whatDoesNotEvenEndWhenItIsCutIsKnownToBeAmbiguous() {
    Semaphore arrived = new Semaphore(0);
    Semaphore answers = new Semaphore(0);
    EventQueue queue =
        queue(one(), () -> new HungSender(arrived, answers, ScriptedSender.accepted(event(0))));
    queue.track(event(0));
    arrived.acquireUninterruptibly();

    DeliveryStats stats = queue.close(AT_ONCE).stats();
    answers.release();

    assertThat(stats.failed()).isEqualTo(1);
    assertThat(stats.ambiguous()).isEqualTo(1);
    assertThat(queue.stats()).as("a late answer changes nothing").isEqualTo(stats);
  }

  @Test
  void aSenderThatThrowsMayHaveSent() {
    ScriptedSender sender =
        ScriptedSender.answering(
            event -> {
              throw new IllegalStateException("from an interceptor, after the answer");
            });
    try (EventQueue queue = queue(one(), sender)) {
      queue.track(event(0));

      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(queue.stats().failed()).isEqualTo(1);
      assertThat(queue.stats().ambiguous()).isEqualTo(1);
    }
  }

  @Test
  void whatExpiresIsNoticedThoughTheServerAskedForMorePatience() {
    ScriptedSender sender =
        ScriptedSender.answering(
            event -> new AttemptResult(CUT, AttemptResult.Retry.SAFE, Duration.ofMinutes(5)));
    try (EventQueue queue = queue(one().maxAge(Duration.ofMillis(50)), sender)) {
      queue.track(event(0));
      queue.track(event(1));

      assertThat(queue.flush(LONG).isComplete()).isTrue();
      assertThat(queue.stats().expired()).isEqualTo(2);
    }
  }

  @Test
  void aListenerHasHeardOfWhatExpiredBeforeAFlushReturns() {
    Semaphore hears = new Semaphore(0);
    Semaphore goesOn = new Semaphore(0);
    DeliveryListener slow =
        new DeliveryListener() {
          @Override
          public void expired(Event event) {
            hears.release();
            goesOn.acquireUninterruptibly();
          }
        };
    ScriptedSender sender =
        ScriptedSender.answering(
            event -> new AttemptResult(CUT, AttemptResult.Retry.SAFE, Duration.ofMinutes(5)));
    try (EventQueue queue = queue(one().maxAge(Duration.ofMillis(20)).listener(slow), sender)) {
      queue.track(event(0));
      hears.acquireUninterruptibly();

      assertThat(queue.flush(AT_ONCE).isComplete()).isFalse();

      goesOn.release();
      assertThat(queue.flush(LONG).isComplete()).isTrue();
    }
  }

  @Test
  void aFlushEndsWhenTheLastThatItWaitsForMakesRoom()
      throws InterruptedException, ExecutionException, TimeoutException {
    Semaphore arrived = new Semaphore(0);
    Semaphore answers = new Semaphore(0);
    Semaphore failing = new Semaphore(0);
    AtomicInteger sent = new AtomicInteger();
    // The first event fails for good, while its listener looks on; the next one hangs.
    DeliveryListener slow =
        new DeliveryListener() {
          @Override
          public void expired(Event event) {
            arrived.release();
            failing.acquireUninterruptibly();
          }
        };
    ScriptedSender sender =
        ScriptedSender.answering(
            event -> {
              if (sent.incrementAndGet() == 1) {
                return new AttemptResult(CUT, AttemptResult.Retry.SAFE, Duration.ofMillis(100));
              }
              arrived.release();
              answers.acquireUninterruptibly();
              return ScriptedSender.accepted(event);
            });
    try (EventQueue queue =
        queue(
            one()
                .capacity(2)
                .maxAge(Duration.ofMillis(30))
                .overflow(OverflowPolicy.DROP_OLDEST)
                .listener(slow),
            sender)) {
      queue.track(event(0));
      arrived.acquireUninterruptibly();
      queue.track(event(1));
      CompletableFuture<FlushResult> flush =
          CompletableFuture.supplyAsync(() -> queue.flush(LONG), task -> new Thread(task).start());
      while (queue.stats().overflowed() == 0 && !flush.isDone()) {
        queue.track(event(2));
      }
      failing.release(100);

      assertThat(flush.get(5, TimeUnit.MINUTES).isComplete()).isTrue();
      answers.release(100);
    }
  }

  private static DeliveryPolicy.Builder one() {
    return DeliveryPolicy.builder()
        .connections(1)
        .retry(3, Duration.ofMillis(1), Duration.ofMillis(5));
  }

  private static EventQueue queue(DeliveryPolicy.Builder policy, EventSender sender) {
    return queue(policy, () -> sender);
  }

  private static EventQueue queue(DeliveryPolicy.Builder policy, Supplier<EventSender> senders) {
    return TestQueues.queue(policy.build(), Spool.none(), senders, System::nanoTime);
  }

  private static Event event(int number) {
    return Event.pageview("https://blog.example.com/" + number)
        .withVisitor(Visitor.ofServer("test-run"));
  }

  /** Waits for the test, whatever the queue wants. */
  private record HungSender(Semaphore arrived, Semaphore answers, AttemptResult attempt)
      implements EventSender {
    @Override
    public AttemptResult send(Event event) {
      arrived.release();
      answers.acquireUninterruptibly();
      return attempt;
    }

    @Override
    public void cancel() {}
  }
}
