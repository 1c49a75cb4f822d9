package io.github.plausible4j.admin.rotation;

import java.time.Duration;

/** Ensures that only one rotator works on a stack. */
public interface RotationLease {
  /** Acquires or renews the lease; false while another holder has it. */
  boolean acquire(String holder);

  /** Releases the lease if this holder has it. */
  void release(String holder);

  /** Stops automatic renewal and lets the lease expire. Does nothing by default. */
  default void abandon(String holder) {}

  /**
   * The time until the lease of a killed process expires, which {@code SecretRotator.resume} waits.
   * Zero by default.
   */
  default Duration expiry() {
    return Duration.ZERO;
  }
}
