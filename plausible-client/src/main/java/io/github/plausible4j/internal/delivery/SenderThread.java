package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.SendResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends one event after the other until the queue is closed and empty. */
final class SenderThread extends Thread {
  private final SenderPool pool;
  private final EventSender sender;

  /**
   * The event that is being sent, until its listener knows the result. Guarded by the pool's lock.
   */
  @Nullable Delivery current;

  SenderThread(SenderPool pool, int number, EventSender sender) {
    super("plausible-events-" + number);
    this.pool = pool;
    this.sender = sender;
    setDaemon(true);
  }

  boolean isOf(SenderPool other) {
    return pool == other;
  }

  void cancel() {
    sender.cancel();
  }

  @Override
  public void run() {
    boolean isOver = false;
    try {
      while (!isOver) {
        try {
          sendAll();
          isOver = true;
        } catch (Throwable e) {
          pool.failed(this, e);
        }
      }
    } finally {
      pool.exited(this);
    }
  }

  private void sendAll() {
    Delivery next = first();
    while (next != null) {
      next = next.isExpired ? reportExpired(next) : deliver(next);
    }
  }

  private @Nullable Delivery first() {
    pool.lock.lock();
    try {
      current = null;
      return pool.next(this, pool.nanoTime.getAsLong());
    } finally {
      pool.lock.unlock();
    }
  }

  private @Nullable Delivery reportExpired(Delivery old) {
    if (!old.isRepetition) {
      pool.notifier.expired(old.event);
    }
    return heard(old);
  }

  /** The listener is called with a result before a flush that waits for it returns. */
  private @Nullable Delivery heard(Delivery delivery) {
    pool.lock.lock();
    try {
      return nextAfter(delivery);
    } finally {
      pool.lock.unlock();
    }
  }

  private @Nullable Delivery nextAfter(Delivery delivery) {
    pool.state.heard(delivery);
    current = null;
    pool.signalEnd();
    return pool.next(this, pool.nanoTime.getAsLong());
  }

  private @Nullable Delivery deliver(Delivery delivery) {
    AttemptResult attempt = attempt(delivery);
    boolean isTold =
        !delivery.isRepetition && pool.notifier.isWorthTelling(delivery.event, attempt.result());
    int attempts = delivery.attempts;
    Duration wait;
    pool.lock.lock();
    try {
      if (delivery.isLeft) {
        // The close did not wait for this answer, and has already set the result of the event.
        current = null;
        return pool.next(this, pool.nanoTime.getAsLong());
      }
      wait = note(delivery, attempt);
      if (delivery.isLeft) {
        current = null;
        pool.signalEnd();
        return null;
      }
      if (wait == null && !isTold) {
        return nextAfter(delivery);
      }
      if (wait != null) {
        current = null;
        // The listener may be slow before this thread looks for work again.
        pool.wakeSender();
      } else {
        pool.signalEnd();
      }
    } finally {
      pool.lock.unlock();
    }
    if (wait == null) {
      pool.notifier.ended(delivery.event, attempt.result());
      return heard(delivery);
    }
    if (!delivery.isRepetition && attempt.result() instanceof SendResult.Failed failure) {
      pool.notifier.retrying(delivery.event, attempts, wait, failure);
    }
    return first();
  }

  private AttemptResult attempt(Delivery delivery) {
    // A listener may have interrupted this thread, which would cancel the request.
    boolean unused = Thread.interrupted();
    try {
      return sender.send(delivery.event);
    } catch (Throwable e) {
      pool.notifier.log().senderFailed(delivery.event, e);
      return AttemptResult.notMade(e, true);
    }
  }

  /** Returns the wait for another attempt; {@code null} if the attempt was the last. */
  private @Nullable Duration note(Delivery delivery, AttemptResult attempt) {
    long now = pool.nanoTime.getAsLong();
    if (!pool.isStopped()) {
      return pool.state.attempted(delivery, attempt, now);
    }
    if (!pool.state.attemptedAfterStop(delivery, attempt, now)) {
      pool.leaveToClose(delivery);
    }
    return null;
  }
}
