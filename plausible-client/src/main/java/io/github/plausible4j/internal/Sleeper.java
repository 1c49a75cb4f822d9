package io.github.plausible4j.internal;

import java.time.Duration;

/** Sleeps; tests replace it so that they need not wait. For internal use only. */
@FunctionalInterface
public interface Sleeper {
  /** Sleeps for the duration, or until the thread is interrupted. */
  void sleep(Duration duration) throws InterruptedException;
}
