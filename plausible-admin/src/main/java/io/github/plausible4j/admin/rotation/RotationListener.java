package io.github.plausible4j.admin.rotation;

import java.time.Duration;

/**
 * Receives the progress of a rotation. An exception that it throws interrupts the rotation at that
 * point.
 */
public interface RotationListener {
  /** Called after the journal recorded the start of the step, before the step runs. */
  default void before(RotationStep step) {}

  /** Called after the step ran, before the journal records it. */
  default void after(RotationStep step) {}

  /**
   * Called every five seconds while {@code SecretRotator.resume} or {@code SecretRotator.rollback}
   * waits for the lease of a process that ended.
   *
   * @param waited the time since the wait began
   * @param longest the time after which the wait ends
   */
  default void waiting(Duration waited, Duration longest) {}

  /** Ignores progress. */
  static RotationListener none() {
    return new RotationListener() {};
  }
}
