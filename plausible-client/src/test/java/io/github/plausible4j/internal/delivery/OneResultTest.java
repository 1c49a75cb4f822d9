package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.FlushResult;
import io.github.plausible4j.events.SendResult;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An event has one final result: the listener hears it once, and the counters say the same. */
class OneResultTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Queue<SendResult> heard = new ConcurrentLinkedQueue<>();
  private final Semaphore hears = new Semaphore(0);
  private final Semaphore goesOn = new Semaphore(0);

  @Test
  void anAcceptedEventStaysAcceptedThoughItsListenerOutlastsTheClose() {
    EventQueue queue = queueWithASlowListener();
    queue.track(TestQueues.event(0));
    hears.acquireUninterruptibly();

    CloseResult closed = queue.close(Duration.ofMillis(1));
    goesOn.release();

    assertThat(closed.isComplete()).isTrue();
    assertThat(closed.stats().accepted()).isEqualTo(1);
    assertThat(heard).containsExactly(new SendResult.Accepted());
    assertThat(queue.stats()).isEqualTo(closed.stats());
  }

  @Test
  void anAcceptedEventStaysAcceptedThoughTheCloserIsInterrupted() {
    EventQueue queue = queueWithASlowListener();
    queue.track(TestQueues.event(0));
    hears.acquireUninterruptibly();

    Thread.currentThread().interrupt();
    CloseResult closed = queue.close(LONG);

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    goesOn.release();
    assertThat(closed.stats().accepted()).isEqualTo(1);
    assertThat(closed.stats().failed()).isZero();
    assertThat(heard).containsExactly(new SendResult.Accepted());
  }

  @Test
  void anEventThatIsCutByTheCloseFailsOnceThoughItsAnswerComesLater() {
    Semaphore answers = new Semaphore(0);
    Semaphore sent = new Semaphore(0);
    EventSender hung =
        new EventSender() {
          @Override
          public AttemptResult send(Event event) {
            sent.release();
            answers.acquireUninterruptibly();
            return ScriptedSender.accepted(event);
          }

          @Override
          public void cancel() {}
        };
    RecordingListener listener = new RecordingListener();
    EventQueue queue = TestQueues.queue(TestQueues.one().listener(listener), hung);
    queue.track(TestQueues.event(0));
    sent.acquireUninterruptibly();

    CloseResult closed = queue.close(Duration.ofMillis(1));
    answers.release();

    assertThat(closed.stats().failed()).isEqualTo(1);
    assertThat(closed.stats().ambiguous()).isEqualTo(1);
    assertThat(queue.stats().failed()).isEqualTo(1);
    assertThat(listener.ended).hasSize(1);
  }

  @Test
  void aListenerMayCloseItsOwnQueue() throws Exception {
    AtomicReference<EventQueue> queue = new AtomicReference<>();
    CompletableFuture<CloseResult> closed = new CompletableFuture<>();
    DeliveryListener closing =
        new DeliveryListener() {
          @Override
          public void ended(Event event, SendResult result) {
            heard.add(result);
            closed.complete(queue.get().close(LONG));
          }
        };
    ScriptedSender held = ScriptedSender.held(ScriptedSender::accepted);
    queue.set(TestQueues.queue(TestQueues.one().listener(closing), held));
    queue.get().track(TestQueues.event(0));
    held.letGo(1);

    CloseResult result = closed.get();

    assertThat(result.isComplete()).isTrue();
    assertThat(result.stats().accepted()).isEqualTo(1);
    assertThat(heard).containsExactly(new SendResult.Accepted());
  }

  @Test
  void aFlushInAListenerDoesNotWaitForThatListener() throws Exception {
    AtomicReference<EventQueue> queue = new AtomicReference<>();
    CompletableFuture<FlushResult> flushed = new CompletableFuture<>();
    DeliveryListener flushing =
        new DeliveryListener() {
          @Override
          public void ended(Event event, SendResult result) {
            flushed.complete(queue.get().flush(LONG));
          }
        };
    ScriptedSender held = ScriptedSender.held(ScriptedSender::accepted);
    queue.set(TestQueues.queue(TestQueues.one().listener(flushing), held));
    queue.get().track(TestQueues.event(0));
    held.letGo(1);

    assertThat(flushed.get()).isEqualTo(new FlushResult(true, 0));
    queue.get().close(LONG);
  }

  private EventQueue queueWithASlowListener() {
    DeliveryListener slow =
        new DeliveryListener() {
          @Override
          public void ended(Event event, SendResult result) {
            heard.add(result);
            hears.release();
            goesOn.acquireUninterruptibly();
          }
        };
    ScriptedSender sender = ScriptedSender.answering(ScriptedSender::accepted);
    return TestQueues.queue(TestQueues.one().listener(slow), sender);
  }
}
