package io.github.plausible4j.admin.migration;

/**
 * A step of a move.
 *
 * @param number from 1 in the order of the steps
 * @param name such as {@code stop-writes}
 * @param description what it does, as a sentence
 */
public record MigrationStep(int number, String name, String description) {
  @Override
  public String toString() {
    return number + ". " + description;
  }
}
