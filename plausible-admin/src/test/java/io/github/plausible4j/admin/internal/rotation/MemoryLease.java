package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.RotationLease;

/** A lease that a dead holder keeps until it is told to expire. */
final class MemoryLease implements RotationLease {
  private String current;

  @Override
  public boolean acquire(String holder) {
    if (current == null) {
      current = holder;
    }
    return current.equals(holder);
  }

  @Override
  public void release(String holder) {
    if (holder.equals(current)) {
      current = null;
    }
  }

  void expire() {
    current = null;
  }

  boolean isFree() {
    return current == null;
  }
}
