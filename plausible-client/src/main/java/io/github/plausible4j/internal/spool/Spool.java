package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SpoolStats;
import io.github.plausible4j.internal.delivery.RecoveredEvent;
import java.util.List;

/**
 * Keeps what is pending in a queue for the next process. Events go by the numbers that the queue
 * gives them: first the recovered ones from 0, in their order, then those that are taken. {@link
 * #taken} and {@link #left} are called under the queue's lock and do not wait for the disk.
 */
public interface Spool {
  /** Keeps nothing. */
  Spool NONE = new NoSpool();

  /** What was pending when the last process ended, oldest first. */
  List<RecoveredEvent> recovered();

  /** The queue has taken an event. */
  void taken(long number, Event event);

  /** An event has its end. */
  void left(long number, SpoolEnd end);

  /** Waits until an event is as safe as {@code track} promises; not under the queue's lock. */
  void awaitSafe(long number);

  /** Writes what is pending and ends; not under the queue's lock. */
  void close();

  /** Whether the next process will find a pending event, after the close. */
  boolean keeps(long number);

  SpoolStats stats();
}
