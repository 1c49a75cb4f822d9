package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationStep;

/** What stands for the end of the process: nothing catches it. */
public final class SimulatedKill extends Error {
  private static final long serialVersionUID = 1L;

  public SimulatedKill() {}

  /** Kills at one point of one step. */
  static RotationListener at(int step, boolean beforeItsEffect) {
    return new RotationListener() {
      @Override
      public void before(RotationStep now) {
        if (beforeItsEffect && now.number() == step) {
          throw new SimulatedKill();
        }
      }

      @Override
      public void after(RotationStep now) {
        if (!beforeItsEffect && now.number() == step) {
          throw new SimulatedKill();
        }
      }
    };
  }
}
