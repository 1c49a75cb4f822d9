package io.github.plausible4j.admin.rotation;

/** Sees each step go by. An error that it throws interrupts the rotation at that point. */
public interface RotationListener {
  /** The journal says that the step has begun; nothing has happened yet. */
  default void before(RotationStep step) {}

  /** The step has had its effect; the journal does not say so yet. */
  default void after(RotationStep step) {}

  /** Sees nothing. */
  static RotationListener none() {
    return new RotationListener() {};
  }
}
