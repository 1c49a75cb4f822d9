package io.github.plausible4j.internal.delivery;

import java.util.ArrayList;
import java.util.List;

/** The barriers that running flushes wait for. Guarded by the queue's lock. */
final class Barriers {
  private final List<Barrier> all = new ArrayList<>(1);

  Barrier add(long lastNumber, long remaining) {
    Barrier barrier = new Barrier(lastNumber, remaining);
    all.add(barrier);
    return barrier;
  }

  void remove(Barrier barrier) {
    all.remove(barrier);
  }

  void left(long number) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).left(number);
    }
  }

  /** Whether a barrier is reached, so that a flush can return. */
  boolean hasReached() {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).remaining == 0) {
        return true;
      }
    }
    return false;
  }

  /** Counts the remaining events up to a number. */
  static final class Barrier {
    private final long lastNumber;
    private long remaining;

    private Barrier(long lastNumber, long remaining) {
      this.lastNumber = lastNumber;
      this.remaining = remaining;
    }

    private void left(long number) {
      if (number <= lastNumber) {
        remaining--;
      }
    }

    long remaining() {
      return remaining;
    }
  }
}
