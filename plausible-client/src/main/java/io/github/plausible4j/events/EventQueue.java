package io.github.plausible4j.events;

import java.time.Duration;

/**
 * Takes events without making the caller wait, and delivers them on threads of its own.
 * Thread-safe; make one for an application.
 *
 * <p>Its threads are daemons: a program that forgets to close ends all the same, and what is left
 * is lost unless {@link DeliveryPolicy.Builder#drainOnShutdown} is on, or {@link
 * DeliveryPolicy.Builder#spoolDirectory} keeps it for the next queue over that directory.
 */
public interface EventQueue extends AutoCloseable {
  /**
   * Takes an event for delivery. Never throws and, unless the overflow policy or {@link
   * SpoolSync#EVERY_EVENT} asks for it, never waits.
   *
   * @return {@code false} if it was not taken: the queue is full or closed
   */
  boolean track(Event event);

  /**
   * Waits until everything that was tracked before this call has its final result. Events that are
   * tracked meanwhile, by any thread, are not waited for. An interrupt ends the wait and stays set.
   */
  FlushResult flush(Duration timeout);

  /**
   * Takes nothing more, waits for what was taken, ends the threads, and gives up what is left after
   * the timeout, unless the spool keeps it. Calling it again returns the same result.
   */
  CloseResult close(Duration timeout);

  /** As {@link #close(Duration)} with the policy's close timeout. */
  @Override
  void close();

  /** The books at this instant, consistent in themselves. */
  DeliveryStats stats();
}
