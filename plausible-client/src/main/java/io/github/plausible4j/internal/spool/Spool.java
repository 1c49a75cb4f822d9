package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.SpoolStats;
import java.util.List;

/**
 * Keeps what is pending in a queue for the next process. Entries go by the numbers that the queue
 * gives them: first the recovered ones from 0, in their order, then those that are taken. {@link
 * #taken}, {@link #accepted}, {@link #pendingAgain} and {@link #left} are called under the queue's
 * lock and do not wait for the disk. For internal use only.
 *
 * @param <T> what is kept
 */
public interface Spool<T> {
  /** A spool that keeps nothing. */
  static <T> Spool<T> none() {
    return new NoSpool<>();
  }

  /** What the last process left, oldest first; those that the server had accepted come first. */
  List<Recovered<T>> recovered();

  /** The queue has taken a payload. */
  void taken(long number, T payload);

  /** The server has accepted it, but may still lose it: it is kept, with the time. */
  void accepted(long number);

  /** The server may have lost what it had accepted: it waits to be sent again. */
  void pendingAgain(long number);

  /** It need not be kept any longer. */
  void left(long number, SpoolEnd end);

  /**
   * Waits until a payload is as safe as {@code track} promises; not under the queue's lock.
   *
   * @return {@code false} if the disk did not take it, so that it is in memory alone
   */
  boolean awaitSafe(long number);

  /** Writes what is pending and ends; not under the queue's lock. */
  void close();

  /** Whether the next process will find it, after the close. */
  boolean keeps(long number);

  SpoolStats stats();
}
