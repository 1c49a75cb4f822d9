package io.github.plausible4j.admin.rotation;

/**
 * One step of a rotation.
 *
 * @param reversible whether {@code SecretRotator.rollback} is still possible once the step has
 *     begun
 */
public record RotationStep(int number, String name, String description, boolean reversible) {}
