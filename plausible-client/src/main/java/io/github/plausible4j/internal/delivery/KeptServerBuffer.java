package io.github.plausible4j.internal.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps the events that the server may hold, up to a limit, so that they can be sent again. */
final class KeptServerBuffer implements ServerBuffer {
  private final long nanos;
  private final int maxEvents;
  private final long maxBytes;
  private final Deque<Delivery> kept = new ArrayDeque<>();
  private long bytes;

  KeptServerBuffer(long nanos, int maxEvents, long maxBytes) {
    this.nanos = nanos;
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean add(Delivery accepted, long now) {
    accepted.acceptedAt = now;
    kept.addLast(accepted);
    bytes += accepted.event.estimatedBytes();
    return true;
  }

  @Override
  public List<Delivery> answered(long now) {
    List<Delivery> written = List.of();
    for (Delivery oldest = kept.peekFirst();
        oldest != null && (now - oldest.acceptedAt > nanos || isOverBound());
        oldest = kept.peekFirst()) {
      if (written.isEmpty()) {
        written = new ArrayList<>();
      }
      written.add(kept.removeFirst());
      bytes -= oldest.event.estimatedBytes();
    }
    return written;
  }

  private boolean isOverBound() {
    return kept.size() > maxEvents || bytes > maxBytes;
  }

  @Override
  public Lost lost() {
    List<Delivery> all = new ArrayList<>(kept);
    kept.clear();
    bytes = 0;
    return new Lost(all.size(), all);
  }
}
