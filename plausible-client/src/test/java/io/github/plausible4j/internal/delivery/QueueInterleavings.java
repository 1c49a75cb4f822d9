package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.AmbiguousFailurePolicy;
import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.spool.Spool;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * The real queue with its real lock and threads, while Lincheck decides at each step which thread
 * goes on: the counters must balance at every look, and no thread may wait forever. A program of
 * its own, because Lincheck rewrites the classes of its JVM. Arguments: how many interleavings to
 * explore for each scenario.
 */
final class QueueInterleavings {
  /** The exit code of a machine that is too busy. */
  static final int NOT_IN_TIME = 2;

  private static final Duration LONG = Duration.ofDays(1);
  private static final Event FIRST = Event.pageview("https://blog.example.com/1");
  private static final Event SECOND = Event.pageview("https://blog.example.com/2");
  private static final AttemptResult ACCEPTED = AttemptResult.ended(new SendResult.Accepted());
  private static final AttemptResult CUT =
      new AttemptResult(
          new SendResult.Failed("cut", 0, true), AttemptResult.Retry.AMBIGUOUS, Duration.ZERO);
  private static final DeliveryPolicy ONE_CONNECTION =
      DeliveryPolicy.builder().connections(1).build();
  private static final DeliveryPolicy FULL_WITH_ONE =
      ONE_CONNECTION.toBuilder().capacity(1).overflow(OverflowPolicy.DROP_OLDEST).build();
  private static final DeliveryPolicy ONE_ATTEMPT =
      ONE_CONNECTION.toBuilder().ambiguousFailure(AmbiguousFailurePolicy.GIVE_UP).build();
  private static final Map<String, Runnable> SCENARIOS =
      Map.of(
          "two track while a third closes",
          () -> trackedWhileClosing(ONE_CONNECTION, List.of(ACCEPTED, ACCEPTED)),
          "two track into one place, and close",
          () -> trackedWhileClosing(FULL_WITH_ONE, List.of(ACCEPTED, ACCEPTED)),
          "an attempt is cut while the queue closes",
          () -> trackedWhileClosing(ONE_ATTEMPT, List.of(CUT, ACCEPTED)),
          "a flush ends with what was before it",
          QueueInterleavings::flushedWhileTracked,
          "two close at once",
          QueueInterleavings::closedTwice);

  private QueueInterleavings() {}

  public static void main(String[] args) {
    int interleavings = Integer.parseInt(args[0]);
    SCENARIOS.values().forEach(Runnable::run);
    try {
      warmUp();
      SCENARIOS.forEach(
          (name, scenario) -> {
            System.out.println(name);
            Lincheck.runConcurrentTest(interleavings, scenario);
          });
    } catch (LincheckAssertionError e) {
      e.printStackTrace(System.out);
      // A hang that it found comes with the order of steps that leads to it; this one does not.
      System.exit(String.valueOf(e.getMessage()).contains("interleaving") ? 1 : NOT_IN_TIME);
    }
  }

  /**
   * Has classes rewritten part by part: Lincheck takes what lasts 30 seconds for a hang, and all of
   * them at once may take longer on a busy machine.
   */
  private static void warmUp() {
    Lincheck.runConcurrentTest(1, () -> {});
    Lincheck.runConcurrentTest(1, () -> new ReentrantLock().lock());
    Lincheck.runConcurrentTest(1, () -> new PriorityQueue<>(List.of(1, 2)).add(3));
    Lincheck.runConcurrentTest(1, () -> join(start(() -> {})));
    Lincheck.runConcurrentTest(1, () -> balanced(book(0).stats()));
    Lincheck.runConcurrentTest(1, () -> book(1).next(0));
    Lincheck.runConcurrentTest(1, () -> queue(ONE_CONNECTION, List.of()).close(LONG));
  }

  private static DeliveryState book(int events) {
    DeliveryState book = new DeliveryState(ONE_CONNECTION, new Random(3));
    for (int i = 0; i < events; i++) {
      book.take(FIRST, 0);
    }
    return book;
  }

  private static void trackedWhileClosing(DeliveryPolicy policy, List<AttemptResult> answers) {
    ThreadedEventQueue queue = queue(policy, answers);
    AtomicInteger taken = new AtomicInteger();
    Thread tracks = start(() -> taken.addAndGet(queue.track(FIRST) ? 1 : 0));
    taken.addAndGet(queue.track(SECOND) ? 1 : 0);
    balanced(queue.stats());
    CloseResult closed = queue.close(LONG);
    join(tracks);
    hasEnded(queue, taken.get());
    check(closed.stats().equals(queue.stats()), "nothing happens after a close");
    check(!queue.track(FIRST), "a closed queue takes nothing");
  }

  private static void flushedWhileTracked() {
    ThreadedEventQueue queue = queue(ONE_CONNECTION, List.of(ACCEPTED, ACCEPTED));
    queue.track(FIRST);
    Thread tracks = start(() -> queue.track(SECOND));
    check(queue.flush(LONG).isComplete(), "a flush ends");
    check(balanced(queue.stats()).accepted() > 0, "a flush waits for what was before it");
    join(tracks);
    check(queue.flush(LONG).isComplete(), "nobody sleeps while there is something to send");
    hasEnded(queue, 2);
    queue.close(LONG);
  }

  private static void closedTwice() {
    ThreadedEventQueue queue = queue(ONE_CONNECTION, List.of(ACCEPTED));
    queue.track(FIRST);
    CloseResult[] other = new CloseResult[1];
    Thread closes = start(() -> other[0] = queue.close(LONG));
    CloseResult closed = queue.close(LONG);
    join(closes);
    check(closed.equals(other[0]), "both hear the same");
    hasEnded(queue, 1);
  }

  private static ThreadedEventQueue queue(DeliveryPolicy policy, List<AttemptResult> answers) {
    Iterator<AttemptResult> next = answers.iterator();
    EventSender sender =
        new EventSender() {
          @Override
          public AttemptResult send(Event event) {
            return next.next();
          }

          @Override
          public void cancel() {}
        };
    return TestQueues.queue(policy, Spool.none(), () -> sender, () -> 0);
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    // What Lincheck has stopped in the middle must not keep the program from its end.
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void hasEnded(ThreadedEventQueue queue, int taken) {
    DeliveryStats stats = balanced(queue.stats());
    check(stats.taken() == taken, "what was taken is counted: " + stats);
    check(stats.pending() == 0, "nothing is left: " + stats);
  }

  private static DeliveryStats balanced(DeliveryStats stats) {
    check(stats.isBalanced(), "the counters balance: " + stats);
    return stats;
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }
}
