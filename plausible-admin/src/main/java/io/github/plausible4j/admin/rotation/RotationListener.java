package io.github.plausible4j.admin.rotation;

import java.time.Duration;

/** Sees each step go by. An error that it throws interrupts the rotation at that point. */
public interface RotationListener {
  /** The journal says that the step has begun; nothing has happened yet. */
  default void before(RotationStep step) {}

  /** The step has had its effect; the journal does not say so yet. */
  default void after(RotationStep step) {}

  /**
   * {@code SecretRotator.resume} or {@code SecretRotator.rollback} waits for the lease of a process
   * that ended; called every five seconds.
   *
   * @param waited since the call
   * @param longest after which it gives up
   */
  default void waiting(Duration waited, Duration longest) {}

  /** Sees nothing. */
  static RotationListener none() {
    return new RotationListener() {};
  }
}
