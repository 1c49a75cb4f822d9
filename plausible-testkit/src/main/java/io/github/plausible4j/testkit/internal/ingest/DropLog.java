package io.github.plausible4j.testkit.internal.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest dropped events. Thread-safe. For internal use only. */
public final class DropLog {
  private static final int KEPT = 10_000;

  private final Deque<Dropped> latest = new ArrayDeque<>();

  synchronized void add(Dropped dropped) {
    if (latest.size() == KEPT) {
      latest.removeFirst();
    }
    latest.addLast(dropped);
  }

  /** The latest 10,000, oldest first. */
  public synchronized List<Dropped> latest() {
    return List.copyOf(latest);
  }

  /** Removes all events. */
  public synchronized void clear() {
    latest.clear();
  }
}
