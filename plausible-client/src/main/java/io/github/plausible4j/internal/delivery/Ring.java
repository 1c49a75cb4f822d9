package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order of their arrival with the time of each, in two arrays that grow when needed,
 * so that a caller allocates nothing. A caller need not read the clock, which takes as long as all
 * the rest, if a sender is about to do so: events that were added without a time get the time of
 * the next look at the ring. Guarded by the queue's lock.
 */
final class Ring {
  private static final int FIRST_LENGTH = 64;

  private final int capacity;
  private @Nullable Event[] events = new @Nullable Event[FIRST_LENGTH];
  private long[] times = new long[FIRST_LENGTH];
  private int head;
  private int size;

  /** How many of the newest have no time yet. */
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

  /** The bytes that its events hold in memory, estimated. */
  long bytes() {
    return bytes;
  }

  /** The number of the last event that was ever added; events are numbered from 0. */
  long lastNumber() {
    return headNumber + size - 1;
  }

  void add(Event event, long time) {
    add(event);
    look(time);
  }

  /** Makes room for one more. */
  void reserve() {
    if (size == events.length) {
      grow();
    }
  }

  /** Adds an event that gets the time of the next look. */
  void add(Event event) {
    reserve();
    events[wrap(head + size)] = event;
    size++;
    timeless++;
    bytes += event.estimatedBytes();
  }

  /** Gives events without a time this one. */
  void look(long now) {
    for (; timeless > 0; timeless--) {
      times[wrap(head + size - timeless)] = now;
    }
  }

  /** The time of the oldest; there is one. */
  long oldestTime(long now) {
    look(now);
    return times[head];
  }

  /** Takes the oldest out to send it; there is one. */
  Delivery take(long now) {
    look(now);
    return remove();
  }

  /** A number that no event in the ring will have; only while the ring is empty. */
  long skipNumber() {
    if (size > 0) {
      throw new IllegalStateException("numbers in use cannot be skipped");
    }
    return headNumber++;
  }

  /** Takes the oldest out to give it up, so that its time does not matter; there is one. */
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
    // What was recovered from a spool may exceed the capacity.
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
