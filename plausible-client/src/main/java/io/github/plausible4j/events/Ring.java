package io.github.plausible4j.events;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order of their arrival with the time of each, in two arrays that grow with need, so
 * that a caller allocates nothing. Guarded by the queue's lock.
 */
final class Ring {
  private static final int FIRST_LENGTH = 64;

  private final int capacity;
  private @Nullable Event[] events = new @Nullable Event[FIRST_LENGTH];
  private long[] times = new long[FIRST_LENGTH];
  private int head;
  private int size;
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

  /** What its events hold in memory, estimated. */
  long bytes() {
    return bytes;
  }

  /** The number of the last event that was ever added; events are numbered from 0. */
  long lastNumber() {
    return headNumber + size - 1;
  }

  void add(Event event, long time) {
    if (size == events.length) {
      grow();
    }
    int tail = wrap(head + size);
    events[tail] = event;
    times[tail] = time;
    size++;
    bytes += event.estimatedBytes();
  }

  /** The time of the oldest; there is one. */
  long oldestTime() {
    return times[head];
  }

  /** Takes the oldest out; there is one. */
  Delivery take() {
    Event event = events[head];
    if (event == null) {
      throw new IllegalStateException("the ring is empty");
    }
    Delivery delivery = new Delivery(event, headNumber, times[head]);
    events[head] = null;
    head = wrap(head + 1);
    headNumber++;
    size--;
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
