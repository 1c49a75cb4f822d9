package io.github.plausible4j.k8s.internal.http;

import java.time.Duration;
import java.util.function.Function;

/** Waits between attempts. Tests replace it. For internal use only. */
@FunctionalInterface
public interface Sleeper {
  /** Uses {@link Thread#sleep}. */
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  /** Waits for a duration, or until the thread is interrupted. */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Waits for a duration. If the thread is interrupted, keeps its interrupt flag and throws the
   * given exception.
   */
  default <X extends Exception> void sleep(
      Duration duration, Function<InterruptedException, X> interrupted) throws X {
    try {
      sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted.apply(e);
    }
  }
}
