package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.store.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the stored events in the order of their arrival, for tests that wait for them. Thread-safe.
 */
final class Inbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<StoredEvent> events = new ArrayList<>();

  void add(StoredEvent event) {
    lock.lock();
    try {
      events.add(event);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<RecordedEvent> events() {
    lock.lock();
    try {
      return events.stream().map(RecordedEvent::new).toList();
    } finally {
      lock.unlock();
    }
  }

  List<RecordedEvent> await(int count, Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (events.size() < count && left > 0) {
        left = arrived.awaitNanos(left);
      }
      if (events.size() < count) {
        throw new AssertionError(
            events.size()
                + " of "
                + count
                + " events arrived within "
                + TimeUnit.NANOSECONDS.toMillis(timeout.toNanos())
                + " ms: "
                + events());
      }
      return events();
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      events.clear();
    } finally {
      lock.unlock();
    }
  }
}
