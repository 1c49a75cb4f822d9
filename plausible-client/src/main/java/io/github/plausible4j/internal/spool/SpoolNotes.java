package io.github.plausible4j.internal.spool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes that callers and senders left for the spool's thread. A new entry that ends before
 * the thread takes the notes never reaches the log. Guarded by the lock of {@link SpoolWriter},
 * until the thread has taken them.
 */
final class SpoolNotes<T> {
  enum Kind {
    ACCEPTED,
    PENDING_AGAIN,
    LEFT
  }

  /**
   * A change of an entry.
   *
   * @param end the reason of its end
   * @param entry the entry, if it never was in the log
   */
  record Change<T>(Kind kind, long id, @Nullable SpoolEnd end, @Nullable SpoolEntry<T> entry) {}

  final Map<Long, SpoolEntry<T>> fresh = new LinkedHashMap<>();
  final List<Change<T>> changes = new ArrayList<>();

  boolean isEmpty() {
    return fresh.isEmpty() && changes.isEmpty();
  }

  void take(SpoolEntry<T> entry) {
    fresh.put(entry.id, entry);
  }

  void note(Kind kind, long id) {
    changes.add(new Change<>(kind, id, null, null));
  }

  /** Returns whether the log needs the change. */
  boolean leave(long id, SpoolEnd end) {
    SpoolEntry<T> entry = fresh.remove(id);
    boolean isHeard = entry == null || end.isDeadLetter();
    if (isHeard) {
      changes.add(new Change<>(Kind.LEFT, id, end, entry));
    }
    return isHeard;
  }
}
