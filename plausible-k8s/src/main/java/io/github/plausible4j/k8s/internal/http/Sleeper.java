package io.github.plausible4j.k8s.internal.http;

import java.time.Duration;

/** Waits between two attempts, so that tests need not. For internal use only. */
@FunctionalInterface
public interface Sleeper {
  /** The real one. */
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  /** Waits that long, or until the thread is interrupted. */
  void sleep(Duration duration) throws InterruptedException;
}
