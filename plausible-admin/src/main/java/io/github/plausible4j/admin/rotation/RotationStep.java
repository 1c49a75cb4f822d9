package io.github.plausible4j.admin.rotation;

/**
 * One step of a rotation.
 *
 * @param number from 0 in the order of the steps; {@link #toString} counts from 1
 * @param reversible whether {@code SecretRotator.rollback} is still possible once the step has
 *     begun
 */
public record RotationStep(int number, String name, String description, boolean reversible) {
  /** The number from 1, the description, and whether it is the point of no return. */
  @Override
  public String toString() {
    return (number + 1)
        + ". "
        + description
        + (reversible ? "" : " (from here on it can be finished but not rolled back)");
  }
}
