package io.github.plausible4j.events;

import java.time.Duration;

/**
 * Receives what becomes of each event of a queue. Every event that was taken has one final result,
 * which it receives once, by {@link #ended}, {@link #expired} or {@link #overflowed}; the counters
 * say the same. Only an event that a spool keeps over a close has none yet: the next queue has it.
 *
 * <p>Methods are called on the queue's own threads, {@link #overflowed} on the caller's, and {@link
 * #ended} for events that a close gives up on the closing thread; from several at once. They should
 * return quickly, because the thread delivers nothing meanwhile. An exception or error that they
 * throw is logged once and changes nothing. They may call the queue: a flush or close inside a
 * method does not wait for that method.
 */
public interface DeliveryListener {
  /** Does nothing. */
  DeliveryListener NONE = new DeliveryListener() {};

  /** The event has its final result: accepted, dropped, rejected or failed. */
  default void ended(Event event, SendResult result) {}

  /** The event waited longer than the policy allows and was not sent. */
  default void expired(Event event) {}

  /**
   * The queue was full: this event was not taken, or it was the oldest and given up for a newer
   * one.
   */
  default void overflowed(Event event) {}

  /**
   * An attempt failed and there will be another.
   *
   * @param attempt the number of the attempt that failed, from 1
   * @param wait the time until the next one, at least
   */
  default void retrying(Event event, int attempt, Duration wait, SendResult.Failed failure) {}
}
