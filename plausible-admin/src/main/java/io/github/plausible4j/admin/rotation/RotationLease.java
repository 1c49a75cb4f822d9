package io.github.plausible4j.admin.rotation;

/** Keeps two rotators of one stack apart. */
public interface RotationLease {
  /** Takes or renews the lease; false while another holder has it. */
  boolean acquire(String holder);

  /** Gives the lease back if this holder has it. */
  void release(String holder);
}
