package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.SpoolStats;
import java.util.List;

/**
 * Keeps the pending events of a queue for the next process. Entries are identified by the numbers
 * that the queue assigns: first the recovered ones from 0, in their order, then those that are
 * taken. {@link #taken}, {@link #accepted}, {@link #pendingAgain} and {@link #left} are called
 * under the queue's lock and do not wait for the disk. For internal use only.
 *
 * @param <T> the payloads
 */
public interface Spool<T> {
  /** A spool that keeps nothing. */
  static <T> Spool<T> none() {
    return new NoSpool<>();
  }

  /**
   * The payloads that the last process left, oldest first. Those that the server had accepted come
   * first.
   */
  List<Recovered<T>> recovered();

  /** Records that the queue has taken a payload. */
  void taken(long number, T payload);

  /**
   * Records that the server has accepted a payload but may still lose it. It is kept, with the
   * time.
   */
  void accepted(long number);

  /** Records that the server may have lost an accepted payload, which waits to be sent again. */
  void pendingAgain(long number);

  /** Records that a payload need no longer be kept. */
  void left(long number, SpoolEnd end);

  /**
   * Waits until a payload is as safe as {@code track} promises; not under the queue's lock.
   *
   * @return {@code false} if it could not be written and is only in memory
   */
  boolean awaitSafe(long number);

  /** Writes all pending payloads and ends; not called under the queue's lock. */
  void close();

  /** Whether the next process will find a payload after the close. */
  boolean keeps(long number);

  SpoolStats stats();
}
