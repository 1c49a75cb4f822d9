package io.github.plausible4j.events;

import java.time.Duration;

/**
 * Listens to the delivery of each event of a queue. Every event that was taken gets exactly one
 * call of {@link #ended}, {@link #expired} or {@link #overflowed}, in line with the counters. Only
 * an event that a spool keeps after a close gets no call: the next queue delivers it.
 *
 * <p>Methods are called on the queue's own threads, several at once; {@link #overflowed} is called
 * on the caller's thread, and {@link #ended} for events that a close gives up on the closing
 * thread. Methods should return quickly, because their thread delivers nothing in the meantime. The
 * first exception or error that a listener throws is logged, and delivery continues. Methods can
 * call the queue: a flush or close inside a method does not wait for that method.
 */
public interface DeliveryListener {
  /** Does nothing. */
  DeliveryListener NONE = new DeliveryListener() {};

  /** The event has its final result: accepted, dropped, rejected or failed. */
  default void ended(Event event, SendResult result) {}

  /** The event waited longer than the policy allows and was not sent. */
  default void expired(Event event) {}

  /**
   * The queue was full: this event was not taken, or was given up as the oldest one for a newer
   * event.
   */
  default void overflowed(Event event) {}

  /**
   * An attempt failed and another one will follow.
   *
   * @param attempt the number of the attempt that failed, from 1
   * @param wait the shortest time until the next attempt
   */
  default void retrying(Event event, int attempt, Duration wait, SendResult.Failed failure) {}
}
