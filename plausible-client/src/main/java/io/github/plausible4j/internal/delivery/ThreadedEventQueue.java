package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.AmbiguousFailurePolicy;
import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.FlushResult;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.spool.Spool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A queue over a {@link DeliveryState}: one short lock around the book, and daemon threads that
 * send outside of it.
 */
final class ThreadedEventQueue implements EventQueue {
  private static final long ABANDONED_CALL_GRACE = Duration.ofSeconds(1).toNanos();

  private final DeliveryPolicy policy;
  private final Spool spool;
  private final DeliveryState book;
  private final DeliveryNotifier news;
  private final LongSupplier nanoTime;
  private final Supplier<EventSender> senders;
  private final Consumer<EventQueue> onClosed;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Condition ended = lock.newCondition();
  private final List<SenderThread> threads = new ArrayList<>();

  /** Cut by the close, and neither answered nor given up. */
  private final List<Delivery> interrupted = new ArrayList<>();

  private int idle;
  private boolean waking;
  private boolean mayGrow = true;
  private int callersWaiting;
  private boolean closing;
  private boolean stopped;
  private @Nullable CloseResult closed;
  private @Nullable Thread shutdownHook;

  ThreadedEventQueue(
      DeliveryPolicy policy,
      Supplier<EventSender> senders,
      LongSupplier nanoTime,
      RandomGenerator random,
      Consumer<EventQueue> onClosed) {
    this(policy, Spool.NONE, senders, nanoTime, random, onClosed);
  }

  ThreadedEventQueue(
      DeliveryPolicy policy,
      Spool spool,
      Supplier<EventSender> senders,
      LongSupplier nanoTime,
      RandomGenerator random,
      Consumer<EventQueue> onClosed) {
    this.policy = policy;
    this.spool = spool;
    this.book = new DeliveryState(policy, random, spool);
    this.news = new DeliveryNotifier(policy);
    this.senders = senders;
    this.nanoTime = nanoTime;
    this.onClosed = onClosed;
  }

  /** Takes up what was left, starts the first sender and, if asked for, watches the JVM's end. */
  ThreadedEventQueue start() {
    long now = nanoTime.getAsLong();
    for (RecoveredEvent left : spool.recovered()) {
      book.recover(left.event(), now - left.ageNanos());
    }
    startSender();
    if (policy.drainOnShutdown()) {
      Thread hook = new Thread(this::close, "plausible-events-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      shutdownHook = hook;
    }
    return this;
  }

  @Override
  public boolean track(Event event) {
    if (event == null) {
      // Never throws: a missing event is a mistake of the caller, but not one to end a request for.
      return false;
    }
    List<Delivery> evicted = List.of();
    boolean taken = false;
    boolean overflowed = false;
    long number = 0;
    lock.lock();
    try {
      if (closing) {
        return false;
      }
      boolean fits = book.hasRoomFor(event) || waitForRoom(event);
      if (!fits && policy.overflow() == OverflowPolicy.DROP_OLDEST) {
        evicted = book.evictFor(event);
        signalEnd();
        fits = book.hasRoomFor(event);
      }
      if (fits && !closing) {
        number = take(event);
        taken = true;
      } else {
        overflowed = true;
        book.refuse();
      }
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < evicted.size(); i++) {
      news.overflowed(evicted.get(i).event);
    }
    if (overflowed) {
      news.overflowed(event);
    }
    if (taken) {
      spool.awaitSafe(number);
    }
    return taken;
  }

  private long take(Event event) {
    if (book.isNextNews()) {
      wakeSender();
    }
    // A sender on its way reads the clock as soon as it has the lock; a caller need not.
    return waking ? book.takeForNextLook(event) : book.take(event, nanoTime.getAsLong());
  }

  private boolean waitForRoom(Event event) {
    long nanos = Nanos.of(policy.overflow().timeout());
    if (nanos == 0 || event.estimatedBytes() > policy.capacityBytes()) {
      return false;
    }
    callersWaiting++;
    try {
      while (!closing && !book.hasRoomFor(event)) {
        if (nanos <= 0) {
          return false;
        }
        nanos = room.awaitNanos(nanos);
      }
      return !closing;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      callersWaiting--;
    }
  }

  @Override
  public FlushResult flush(Duration timeout) {
    lock.lock();
    try {
      DeliveryState.Barrier barrier = book.barrier();
      try {
        awaitEnds(() -> barrier.remaining() == 0 || closed != null, Nanos.of(timeout));
      } finally {
        book.remove(barrier);
      }
      return new FlushResult(barrier.remaining() == 0, barrier.remaining());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    CloseResult unused = close(policy.closeTimeout());
  }

  @Override
  public CloseResult close(Duration timeout) {
    List<Delivery> left;
    long failedInTime;
    lock.lock();
    try {
      if (closing) {
        awaitEnds(() -> closed != null, Nanos.of(timeout) + ABANDONED_CALL_GRACE);
        return closed != null ? closed : new CloseResult(false, book.pending(), book.stats());
      }
      closing = true;
      room.signalAll();
      work.signalAll();
      awaitEnds(() -> book.pending() == 0, Nanos.of(timeout));
      stopped = true;
      failedInTime = book.stats().failed();
      left = book.drain();
      work.signalAll();
      // What is under way is cut; its call ends at once, accepted or not, and says so itself.
      threads.forEach(thread -> thread.sender.cancel());
      awaitEnds(() -> book.pending() == left.size() + interrupted.size(), ABANDONED_CALL_GRACE);
      threads.forEach(SenderThread::abandonCurrent);
      left.addAll(interrupted);
    } finally {
      lock.unlock();
    }
    spool.close();
    CloseResult result = settle(left, failedInTime);
    left.forEach(
        delivery ->
            news.ended(delivery.event, new SendResult.Failed("the queue was closed", 0, false)));
    removeShutdownHook();
    onClosed.accept(this);
    return result;
  }

  /** What the spool keeps stays pending; the rest is given up, and alone remains in the list. */
  private CloseResult settle(List<Delivery> left, long failedInTime) {
    lock.lock();
    try {
      left.removeIf(delivery -> spool.keeps(delivery.number));
      left.forEach(book::abandon);
      long undelivered = book.stats().failed() - failedInTime + book.pending();
      CloseResult result = new CloseResult(undelivered == 0, undelivered, book.stats());
      closed = result;
      ended.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }

  private void removeShutdownHook() {
    Thread hook = shutdownHook;
    if (hook != null && hook != Thread.currentThread()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending already; the hook finds the queue closed.
        return;
      }
    }
  }

  @Override
  public DeliveryStats stats() {
    lock.lock();
    try {
      return book.stats();
    } finally {
      lock.unlock();
    }
  }

  /** Waits under the lock until something holds that an ended event can bring about. */
  private void awaitEnds(BooleanSupplier condition, long timeout) {
    long nanos = timeout;
    try {
      while (!condition.getAsBoolean() && nanos > 0) {
        nanos = ended.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Wakes a sender, unless one is on its way already: it takes what there is and wakes the next, so
   * that a caller pays for one wake-up and not for one an event.
   */
  private void wakeSender() {
    if (idle > 0 && !waking) {
      waking = true;
      work.signal();
    }
  }

  private void startSender() {
    try {
      SenderThread thread = new SenderThread(threads.size() + 1, senders.get());
      thread.start();
      threads.add(thread);
    } catch (OutOfMemoryError e) {
      if (threads.isEmpty()) {
        throw e;
      }
      // The process has no thread left to give: those that run deliver on, more slowly.
      mayGrow = false;
      news.noThread(e);
    }
  }

  private void signalEnd() {
    // Not for each event: a waiting caller that wakes for every one costs more than the event.
    if (book.hasReachedBarrier() || stopped || (closing && book.pending() == 0)) {
      ended.signalAll();
    }
    if (callersWaiting > 0 && book.hasMuchRoom()) {
      room.signalAll();
    }
  }

  /** Sends one event after the other until the queue is closed and empty. */
  private final class SenderThread extends Thread {
    private final EventSender sender;
    private @Nullable Delivery current;

    SenderThread(int number, EventSender sender) {
      super("plausible-events-" + number);
      this.sender = sender;
      setDaemon(true);
    }

    @Override
    public void run() {
      Delivery next = first();
      while (next != null) {
        next = next.isExpired ? reportExpired(next) : deliver(next);
      }
    }

    private @Nullable Delivery first() {
      lock.lock();
      try {
        return next(nanoTime.getAsLong());
      } finally {
        lock.unlock();
      }
    }

    /**
     * The next event to send, or to report as expired, waiting for it; {@code null} at the end.
     * Under the lock, which one section holds for the end of an event and the start of the next.
     */
    private @Nullable Delivery next(long start) {
      long now = start;
      while (!isOver()) {
        current = book.nextExpired(now);
        if (current == null) {
          current = book.next(now);
          if (current != null) {
            shareWork(now);
          }
        }
        if (current != null) {
          return current;
        }
        now = awaitWork(now);
      }
      return null;
    }

    private boolean isOver() {
      return stopped || (closing && book.pending() == 0);
    }

    private void shareWork(long now) {
      if (idle == 0 && mayGrow && threads.size() < policy.connections()) {
        // One is always ready, so that a request that hangs holds up nobody; and callers start
        // none.
        startSender();
      } else if (book.hasMore(now)) {
        wakeSender();
      }
    }

    private @Nullable Delivery reportExpired(Delivery old) {
      // The listener hears of an end before a flush that waits for it returns.
      news.expired(old.event);
      lock.lock();
      try {
        current = null;
        if (!old.isAbandoned) {
          book.expire(old);
          signalEnd();
        }
        return next(nanoTime.getAsLong());
      } finally {
        lock.unlock();
      }
    }

    /** Waits until there may be work. Returns the time then. */
    private long awaitWork(long start) {
      long now = start;
      idle++;
      try {
        long nanos = book.nanosToWait(now);
        while (nanos > 0 && !isOver()) {
          if (nanos == Long.MAX_VALUE) {
            work.await();
          } else {
            long unused = work.awaitNanos(nanos);
          }
          waking = false;
          now = nanoTime.getAsLong();
          nanos = book.nanosToWait(now);
        }
      } catch (InterruptedException e) {
        // Nobody may interrupt these threads but the queue, which signals instead.
        waking = false;
        now = nanoTime.getAsLong();
      } finally {
        idle--;
      }
      return now;
    }

    private @Nullable Delivery deliver(Delivery delivery) {
      AttemptResult attempt;
      // A listener may have left its interrupt here, which would cut the request.
      boolean unused = Thread.interrupted();
      try {
        attempt = sender.send(delivery.event);
      } catch (RuntimeException | Error e) {
        news.senderFailed(delivery.event, e);
        attempt = AttemptResult.notMade(e);
      }
      // The listener hears of an end before a flush that waits for it returns.
      boolean isFinal = book.isFinal(delivery, attempt);
      if (isFinal) {
        news.ended(delivery.event, attempt.result());
      }
      Duration wait;
      // As soon as it is noted another thread may try again.
      int attempts = delivery.attempts;
      lock.lock();
      try {
        long now = nanoTime.getAsLong();
        wait = note(delivery, attempt, isFinal, now);
        if (isFinal || delivery.isLeft) {
          return next(now);
        }
        // The listener may take its time before this one looks for work again.
        wakeSender();
      } finally {
        lock.unlock();
      }
      if (wait == null) {
        news.ended(delivery.event, attempt.result());
      } else if (attempt.result() instanceof SendResult.Failed failure) {
        news.retrying(delivery.event, attempts, wait, failure);
      }
      return first();
    }

    private @Nullable Duration note(
        Delivery delivery, AttemptResult attempt, boolean isFinal, long now) {
      current = null;
      if (delivery.isAbandoned) {
        return null;
      }
      Duration wait = null;
      if (stopped && !isFinal) {
        if (attempt.retry() == AttemptResult.Retry.AMBIGUOUS) {
          book.noteAmbiguous();
        }
        leaveToClose(delivery);
      } else {
        wait = book.attempted(delivery, attempt, now);
      }
      if (wait == null) {
        signalEnd();
      }
      return wait;
    }

    private void abandonCurrent() {
      Delivery delivery = current;
      if (delivery == null) {
        return;
      }
      if (delivery.isExpired) {
        delivery.isAbandoned = true;
        book.expire(delivery);
        return;
      }
      book.noteAmbiguous();
      if (policy.ambiguous() == AmbiguousFailurePolicy.GIVE_UP) {
        // Its request may have arrived, so the next process must not send it again.
        book.abandon(delivery);
      } else {
        leaveToClose(delivery);
      }
    }

    private void leaveToClose(Delivery delivery) {
      delivery.isAbandoned = true;
      delivery.isLeft = true;
      interrupted.add(delivery);
    }
  }
}
