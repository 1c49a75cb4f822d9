package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.AmbiguousFailurePolicy;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sender threads of a queue and the lock around its state. Callers of its methods hold the
 * lock, unless a method says otherwise.
 */
final class SenderPool {
  final DeliveryState state;
  final DeliveryNotifier notifier;
  final LongSupplier nanoTime;
  final ReentrantLock lock = new ReentrantLock();

  /** Signaled when there may be work for a sender. */
  final Condition work = lock.newCondition();

  /** Signaled when there is room for waiting callers. */
  final Condition room = lock.newCondition();

  /** Signaled when an event that a flush or close may wait for has ended. */
  final Condition ended = lock.newCondition();

  private final DeliveryPolicy policy;
  private final Supplier<EventSender> senders;
  private final List<SenderThread> threads = new ArrayList<>();

  /** Events whose requests the close has canceled, and which are neither answered nor given up. */
  private final List<Delivery> cut = new ArrayList<>();

  private int started;
  private long failures;
  private int idle;
  private boolean isWaking;
  private boolean mayGrow = true;
  private boolean isClosing;
  private boolean isStopped;
  int callersWaiting;

  SenderPool(
      DeliveryPolicy policy,
      DeliveryState state,
      DeliveryNotifier notifier,
      Supplier<EventSender> senders,
      LongSupplier nanoTime) {
    this.policy = policy;
    this.state = state;
    this.notifier = notifier;
    this.senders = senders;
    this.nanoTime = nanoTime;
  }

  /** Whether a sender is about to take the lock, where it reads the clock. */
  boolean isWaking() {
    return isWaking;
  }

  boolean isStopped() {
    return isStopped;
  }

  boolean isClosing() {
    return isClosing;
  }

  /**
   * Wakes a sender, unless one is already about to take the lock. That one takes an event and wakes
   * the next sender, so that a burst costs the caller only one wake-up.
   */
  void wakeSender() {
    if (idle > 0 && !isWaking) {
      isWaking = true;
      work.signal();
    } else if (threads.isEmpty() && !isOver()) {
      // All senders have died, and there was no memory or thread for another.
      startSender();
    }
  }

  /**
   * Starts a sender.
   *
   * @return {@code false} if no thread could be started
   */
  boolean startSender() {
    try {
      SenderThread thread = new SenderThread(this, started + 1, senders.get());
      thread.start();
      started++;
      threads.add(thread);
      return true;
    } catch (OutOfMemoryError e) {
      // The running threads continue to deliver, more slowly.
      mayGrow = false;
      notifier.log().noThread(e);
      return false;
    }
  }

  /**
   * Waits for the next event to send or to report as expired; {@code null} at the end. The lock is
   * taken only once for the end of an event and the start of the next.
   */
  @Nullable Delivery next(SenderThread thread, long start) {
    long now = start;
    while (!isOver()) {
      Delivery next = state.nextExpired(now);
      if (next == null) {
        next = state.next(now);
      }
      if (next != null) {
        thread.current = next;
        if (!next.isExpired) {
          shareWork(now);
        }
        return next;
      }
      now = awaitWork(now);
    }
    return null;
  }

  private boolean isOver() {
    return isStopped || (isClosing && state.isIdle());
  }

  private void shareWork(long now) {
    if (idle == 0 && mayGrow && threads.size() < policy.connections()) {
      // One sender is always ready, so that a hanging request delays nothing. Callers start no
      // senders.
      boolean unused = startSender();
    } else if (state.hasMore(now)) {
      wakeSender();
    }
  }

  /** Waits until there may be work. Returns the time at the end of the wait. */
  private long awaitWork(long start) {
    long now = start;
    idle++;
    try {
      long nanos = state.nanosToWait(now);
      while (nanos > 0 && !isOver()) {
        if (nanos == Long.MAX_VALUE) {
          work.await();
        } else {
          long unused = work.awaitNanos(nanos);
        }
        isWaking = false;
        now = nanoTime.getAsLong();
        nanos = state.nanosToWait(now);
      }
    } catch (InterruptedException e) {
      // Only the queue stops these threads, with a signal. An interrupt has no effect.
      isWaking = false;
      now = nanoTime.getAsLong();
    } finally {
      idle--;
    }
    return now;
  }

  /**
   * Wakes threads that wait for the end of events. Not for each event, because a wake-up costs more
   * than an event.
   */
  void signalEnd() {
    if (state.hasReachedBarrier() || isStopped || (isClosing && state.isIdle())) {
      ended.signalAll();
    }
    if (callersWaiting > 0 && state.hasMuchRoom()) {
      room.signalAll();
    }
  }

  /**
   * Handles an exception of a sender. The event that it was sending is given up, because it may
   * have arrived.
   */
  void failed(SenderThread thread, Throwable failure) {
    lock.lock();
    try {
      if (!isStopped) {
        failures++;
      }
      releaseCurrent(thread);
    } finally {
      lock.unlock();
    }
    notifier.log().threadFailed(failure);
  }

  private void releaseCurrent(SenderThread thread) {
    Delivery delivery = thread.current;
    thread.current = null;
    if (delivery == null || delivery.isLeft) {
      return;
    }
    if (delivery.isDecided) {
      state.heard(delivery);
    } else {
      state.noteAmbiguous();
      state.abandon(delivery);
    }
    signalEnd();
  }

  /**
   * Handles the end of a sender thread. Called without the lock. A thread that ended too early is
   * replaced.
   */
  void exited(SenderThread thread) {
    lock.lock();
    try {
      threads.remove(thread);
      releaseCurrent(thread);
      if (!isOver()) {
        failures++;
        boolean unused = startSender();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops taking events. */
  void beginClose() {
    isClosing = true;
    room.signalAll();
    work.signalAll();
  }

  /** Stops sending. Running calls are canceled; they end at once and record their result. */
  void stop() {
    isStopped = true;
    work.signalAll();
    threads.forEach(SenderThread::cancel);
  }

  /** Adds an event that will not be tried again because of the close. */
  void leaveToClose(Delivery delivery) {
    delivery.isLeft = true;
    cut.add(delivery);
  }

  /** Whether every canceled call has ended. */
  boolean isQuiet() {
    for (SenderThread thread : threads) {
      Delivery current = thread.current;
      if (current != null && !current.isDecided) {
        return false;
      }
    }
    return true;
  }

  /** The canceled events, including those whose calls have not ended. */
  List<Delivery> takeCut() {
    for (SenderThread thread : threads) {
      Delivery delivery = thread.current;
      if (delivery != null && !delivery.isDecided && !delivery.isLeft) {
        state.noteAmbiguous();
        if (policy.ambiguousFailure() == AmbiguousFailurePolicy.GIVE_UP) {
          // Its request may have arrived, so the next process must not send it again.
          delivery.isLeft = true;
          state.abandon(delivery);
        } else {
          leaveToClose(delivery);
        }
      }
    }
    return cut;
  }

  DeliveryStats stats() {
    // Threads that are still ending after the close deliver nothing, so a closed queue has no
    // senders.
    return state.stats(isStopped ? 0 : threads.size(), failures);
  }
}
