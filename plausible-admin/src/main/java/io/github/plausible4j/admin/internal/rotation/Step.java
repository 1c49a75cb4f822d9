package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.RotationStep;

/**
 * A step with its effect and the way to undo it.
 *
 * @param reversible false for the point of no return
 */
record Step(
    String name, String description, StepEffect effect, StepEffect undo, boolean reversible) {
  static Step reversible(String name, String description, StepEffect effect, StepEffect undo) {
    return new Step(name, description, effect, undo, true);
  }

  static Step check(String name, String description, StepEffect effect) {
    return new Step(name, description, effect, StepEffect.NONE, true);
  }

  static Step last(String name, String description, StepEffect effect) {
    return new Step(name, description, effect, StepEffect.NONE, false);
  }

  RotationStep at(int number) {
    return new RotationStep(number, name, description, reversible);
  }
}
