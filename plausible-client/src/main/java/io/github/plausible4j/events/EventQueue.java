package io.github.plausible4j.events;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue that takes events without blocking the caller and delivers them on its own threads.
 * Thread-safe; create one per application.
 *
 * <p>Its threads are daemons, so a program that forgets to close the queue can still end. The
 * remaining events are then lost, with one warning, unless {@link
 * DeliveryPolicy.Builder#drainOnShutdown} is on, or {@link DeliveryPolicy.Builder#spoolDirectory}
 * keeps them for the next queue with that directory.
 *
 * <p>The threads survive interrupts, errors, and listeners and loggers that throw.
 */
public interface EventQueue extends AutoCloseable {
  /**
   * Takes an event for delivery. Never throws, and waits only if the overflow policy or {@link
   * SpoolSync#EVERY_EVENT} requires it.
   *
   * @return {@code false} if the event was not taken because the queue is full or closed; with
   *     {@link SpoolSync#EVERY_EVENT} also if the event is only in memory because the disk failed
   */
  boolean track(Event event);

  /**
   * Builds an event from a request, as {@link Event#fromRequest} does, and takes it for delivery.
   * Never throws, whatever the visitor sent and whatever {@code details} does: a request that
   * cannot be made into an event is counted as {@link DeliveryStats#refused}, and the first one is
   * logged.
   *
   * <pre>{@code
   * queue.track("Signup", request.getRequestURL().toString(), event ->
   *     event.visitor(visitor).prop("plan", request.getParameter("plan")));
   * }</pre>
   *
   * @param name what happened; {@value Event#PAGEVIEW} for a page view
   * @param url the address that was requested, as it came
   * @param details sets the rest of the event
   * @return {@code false} if the event was not taken, or the request could not be made into an
   *     event
   */
  boolean track(@Nullable String name, @Nullable String url, Consumer<Event.Builder> details);

  /**
   * Waits until every event that was tracked before this call has its final result and the listener
   * was called. Does not wait for events that are tracked meanwhile. An interrupt ends the wait and
   * stays set.
   */
  FlushResult flush(Duration timeout);

  /**
   * Takes no more events, waits until the taken events are delivered, and ends the threads. Events
   * that are left after the timeout are given up, unless the spool keeps them; running requests are
   * canceled and have one second to end. Closing again returns the same result.
   *
   * <p>An interrupt ends the wait as the timeout does, and stays set.
   */
  CloseResult close(Duration timeout);

  /**
   * Calls {@link #close(Duration)} with the policy's close timeout, see {@link
   * DeliveryPolicy.Builder#closeTimeout}.
   */
  @Override
  void close();

  /** A consistent snapshot of the counters. */
  DeliveryStats stats();
}
