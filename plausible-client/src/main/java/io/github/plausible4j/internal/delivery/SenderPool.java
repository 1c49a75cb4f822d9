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
 * The sender threads of a queue and the lock around its state. Methods are called with the lock
 * held, unless they say otherwise.
 */
final class SenderPool {
  final DeliveryState state;
  final DeliveryNotifier notifier;
  final LongSupplier nanoTime;
  final ReentrantLock lock = new ReentrantLock();

  /** Signalled when there may be work for a sender. */
  final Condition work = lock.newCondition();

  /** Signalled when there is room for callers that wait. */
  final Condition room = lock.newCondition();

  /** Signalled when an event has ended that a flush or close may wait for. */
  final Condition ended = lock.newCondition();

  private final DeliveryPolicy policy;
  private final Supplier<EventSender> senders;
  private final List<SenderThread> threads = new ArrayList<>();

  /** Cut by the close, and neither answered nor given up. */
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

  /** Whether a sender is on its way to the lock, where it reads the clock. */
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
   * Wakes a sender, unless one is on its way already: that one takes an event and wakes the next,
   * so that a burst costs its caller one wake-up.
   */
  void wakeSender() {
    if (idle > 0 && !isWaking) {
      isWaking = true;
      work.signal();
    } else if (threads.isEmpty() && !isOver()) {
      // All have died, and there was no memory or thread for another.
      startSender();
    }
  }

  /**
   * Starts a sender.
   *
   * @return {@code false} if the process has no thread left
   */
  boolean startSender() {
    try {
      SenderThread thread = new SenderThread(this, started + 1, senders.get());
      thread.start();
      started++;
      threads.add(thread);
      return true;
    } catch (OutOfMemoryError e) {
      // Those that run deliver on, more slowly.
      mayGrow = false;
      notifier.log().noThread(e);
      return false;
    }
  }

  /**
   * The next event to send, or to report as expired, waiting for it; {@code null} at the end. One
   * hold of the lock covers the end of an event and the start of the next.
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
      // One is always ready, so that a request that hangs holds nothing up; callers start none.
      boolean unused = startSender();
    } else if (state.hasMore(now)) {
      wakeSender();
    }
  }

  /** Waits until there may be work. Returns the time then. */
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
      // Only the queue stops these threads, with a signal: an interrupt changes nothing.
      isWaking = false;
      now = nanoTime.getAsLong();
    } finally {
      idle--;
    }
    return now;
  }

  /** Wakes who waits for an end. Not for each event: a wake-up costs more than the event. */
  void signalEnd() {
    if (state.hasReachedBarrier() || isStopped || (isClosing && state.isIdle())) {
      ended.signalAll();
    }
    if (callersWaiting > 0 && state.hasMuchRoom()) {
      room.signalAll();
    }
  }

  /** A sender's turn threw; what it was sending is given up, since it may have arrived. */
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

  /** A sender thread ends; without the lock. One that ends before its time is replaced. */
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

  /** No more events are taken. */
  void beginClose() {
    isClosing = true;
    room.signalAll();
    work.signalAll();
  }

  /** Nothing more is sent. Calls under way are cut; they end at once, and note their result. */
  void stop() {
    isStopped = true;
    work.signalAll();
    threads.forEach(SenderThread::cancel);
  }

  /** An event that the close stopped another attempt of. */
  void leaveToClose(Delivery delivery) {
    delivery.isLeft = true;
    cut.add(delivery);
  }

  /** Whether every call that was cut has ended. */
  boolean isQuiet() {
    for (SenderThread thread : threads) {
      Delivery current = thread.current;
      if (current != null && !current.isDecided) {
        return false;
      }
    }
    return true;
  }

  /** What was cut, with the events whose calls have not even ended. */
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
    // Threads that still end after the close deliver nothing, so a closed queue has none.
    return state.stats(isStopped ? 0 : threads.size(), failures);
  }
}
