package io.github.plausible4j.events;

import java.time.Duration;

/**
 * Is told what becomes of each event of a queue. Methods are called on the queue's own threads,
 * {@link #overflowed} on the caller's, from several at once; they should return quickly, for the
 * thread delivers nothing meanwhile. What they throw is logged once and changes nothing.
 */
public interface DeliveryListener {
  /** Hears nothing. */
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
