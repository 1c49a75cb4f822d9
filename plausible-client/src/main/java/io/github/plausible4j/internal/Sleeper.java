package io.github.plausible4j.internal;

import java.time.Duration;

/** Waits, so that tests need not. For internal use only. */
@FunctionalInterface
public interface Sleeper {
  /** Waits that long, or until the thread is interrupted. */
  void sleep(Duration duration) throws InterruptedException;
}
