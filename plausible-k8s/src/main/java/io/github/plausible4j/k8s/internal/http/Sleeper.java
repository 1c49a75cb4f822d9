package io.github.plausible4j.k8s.internal.http;

import java.time.Duration;
import java.util.function.Function;

/** Waits between two attempts, so that tests need not. For internal use only. */
@FunctionalInterface
public interface Sleeper {
  /** The real one. */
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  /** Waits that long, or until the thread is interrupted. */
  void sleep(Duration duration) throws InterruptedException;

  /** Waits that long; an interrupt stays set and ends the wait with the exception given. */
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
