package io.github.plausible4j.admin.rotation;

import java.time.Duration;

/** Keeps two rotators of one stack apart. */
public interface RotationLease {
  /** Takes or renews the lease; false while another holder has it. */
  boolean acquire(String holder);

  /** Gives the lease back if this holder has it. */
  void release(String holder);

  /**
   * Stops what renews the lease by itself and leaves it to expire. By default there is nothing to
   * stop.
   */
  default void abandon(String holder) {}

  /**
   * How long the lease of a process that was killed can still be held; {@code SecretRotator.resume}
   * waits as long. By default it does not wait.
   */
  default Duration expiry() {
    return Duration.ZERO;
  }
}
