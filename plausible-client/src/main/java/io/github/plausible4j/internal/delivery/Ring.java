package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order of their arrival, with the time of each, in two arrays that grow when needed,
 * so that a caller allocates nothing. Reading the clock takes as long as everything else, so a
 * caller skips it if a sender is about to read it: events that were added without a time get the
 * time of the next access to the ring. Guarded by the queue's lock.
 */
final class Ring {
  private static final int FIRST_LENGTH = 64;

  private final int capacity;
  private @Nullable Event[] events = new @Nullable Event[FIRST_LENGTH];
  private long[] times = new long[FIRST_LENGTH];
  private int head;
  private int size;

  /** The number of the newest events that have no time yet. */
  private int timeless;

  private long headNumber;
  private long bytes;

  Ring(int capacity) {
    this.capacity = capacity;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** The estimated memory of its events, in bytes. */
  long bytes() {
    return bytes;
  }

  /** The number of the last event that was added; events are numbered from 0. */
  long lastNumber() {
    return headNumber + size - 1;
  }

  void add(Event event, long time) {
    add(event);
    look(time);
  }

  /** Makes room for another event. */
  void reserve() {
    if (size == events.length) {
      grow();
    }
  }

  /** Adds an event that gets the time of the next access. */
  void add(Event event) {
    reserve();
    events[wrap(head + size)] = event;
    size++;
    timeless++;
    bytes += event.estimatedBytes();
  }

  /** Sets the time of events that have none. */
  void look(long now) {
    for (; timeless > 0; timeless--) {
      times[wrap(head + size - timeless)] = now;
    }
  }

  /** The time of the oldest event. The ring must not be empty. */
  long oldestTime(long now) {
    look(now);
    return times[head];
  }

  /** Removes the oldest event to send it. The ring must not be empty. */
  Delivery take(long now) {
    look(now);
    return remove();
  }

  /** Returns a number that no event in the ring will have. The ring must be empty. */
  long skipNumber() {
    if (size > 0) {
      throw new IllegalStateException("numbers in use cannot be skipped");
    }
    return headNumber++;
  }

  /**
   * Removes the oldest event to give it up, so its time does not matter. The ring must not be
   * empty.
   */
  Delivery remove() {
    Event event = events[head];
    if (event == null) {
      throw new IllegalStateException("the ring is empty");
    }
    Delivery delivery = new Delivery(event, headNumber, times[head]);
    events[head] = null;
    head = wrap(head + 1);
    headNumber++;
    size--;
    timeless = Math.min(timeless, size);
    bytes -= event.estimatedBytes();
    return delivery;
  }

  private int wrap(int index) {
    return index >= events.length ? index - events.length : index;
  }

  private void grow() {
    // Events that were recovered from a spool may exceed the capacity.
    int longer = events.length < capacity ? events.length * 2 : events.length / 2 * 3;
    int length = events.length < capacity ? Math.min(capacity, longer) : longer;
    @Nullable Event[] moreEvents = Arrays.copyOf(events, length);
    long[] moreTimes = Arrays.copyOf(times, length);
    int untilEnd = events.length - head;
    System.arraycopy(events, head, moreEvents, 0, untilEnd);
    System.arraycopy(events, 0, moreEvents, untilEnd, head);
    System.arraycopy(times, head, moreTimes, 0, untilEnd);
    System.arraycopy(times, 0, moreTimes, untilEnd, head);
    events = moreEvents;
    times = moreTimes;
    head = 0;
  }
}
