package io.github.plausible4j.events;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes events without making the caller wait, and delivers them on threads of its own.
 * Thread-safe; make one for an application.
 *
 * <p>Its threads are daemons: a program that forgets to close ends nevertheless, and what is left
 * is lost, with one warning, unless {@link DeliveryPolicy.Builder#drainOnShutdown} is on, or {@link
 * DeliveryPolicy.Builder#spoolDirectory} keeps it for the next queue over that directory.
 *
 * <p>Its threads survive interrupts, errors, and listeners and loggers that throw.
 */
public interface EventQueue extends AutoCloseable {
  /**
   * Takes an event for delivery. Never throws and, unless the overflow policy or {@link
   * SpoolSync#EVERY_EVENT} asks for it, never waits.
   *
   * @return {@code false} if it was not taken, because the queue is full or closed; under {@link
   *     SpoolSync#EVERY_EVENT} also if it is in memory alone, because the disk did not take it
   */
  boolean track(Event event);

  /**
   * Builds an event from a request, as {@link Event#fromRequest} does, and takes it for delivery.
   * Never throws, whatever the visitor sent and whatever the details do: what cannot be made into
   * an event is counted as {@link DeliveryStats#refused}, and the first one is logged.
   *
   * <pre>{@code
   * queue.track("Signup", request.getRequestURL().toString(), event ->
   *     event.visitor(visitor).prop("plan", request.getParameter("plan")));
   * }</pre>
   *
   * @param name what happened; {@value Event#PAGEVIEW} for a page view
   * @param url the address that was requested, as it came
   * @param details sets the rest of the event
   * @return {@code false} if it was not taken, or could not be made into an event
   */
  boolean track(@Nullable String name, @Nullable String url, Consumer<Event.Builder> details);

  /**
   * Waits until everything that was tracked before this call has its final result, and the listener
   * knows it. Events that are tracked meanwhile, by any thread, are not waited for. An interrupt
   * ends the wait and stays set.
   */
  FlushResult flush(Duration timeout);

  /**
   * Takes nothing more, waits for what was taken, ends the threads, and gives up what is left after
   * the timeout, unless the spool keeps it. Requests under way are then cut, and have a second to
   * end. Calling it again returns the same result.
   *
   * <p>An interrupt ends the wait like the timeout, and stays set: what is left is given up or kept
   * as above, and nothing is counted wrongly.
   */
  CloseResult close(Duration timeout);

  /**
   * As {@link #close(Duration)} with the policy's close timeout. By default that is as long as one
   * request may take, and 5 seconds while the server is down.
   */
  @Override
  void close();

  /** The counters at this instant; they balance. */
  DeliveryStats stats();
}
