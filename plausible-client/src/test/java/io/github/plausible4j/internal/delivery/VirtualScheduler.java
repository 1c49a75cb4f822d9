package io.github.plausible4j.internal.delivery;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what is to be done at which instant, done in that order without waiting. */
final class VirtualScheduler {
  private record Entry(long at, long number, Runnable action) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
  private long now;
  private long number;

  /** Nanoseconds since the start. */
  long now() {
    return now;
  }

  void at(long instant, Runnable action) {
    entries.add(new Entry(Math.max(now, instant), number++, action));
  }

  void in(long nanos, Runnable action) {
    at(now + nanos, action);
  }

  void runUntil(long end) {
    for (Entry next = entries.peek(); next != null && next.at <= end; next = entries.peek()) {
      entries.remove();
      now = next.at;
      next.action.run();
    }
    now = end;
  }
}
