package io.github.plausible4j.admin.model;

import java.util.List;
import java.util.Optional;

/**
 * The schema that was found in the database.
 *
 * @param generation {@link SchemaGeneration#UNKNOWN} if there are differences
 * @param nearest the generation that is most similar to the schema
 * @param differences what makes the schema unknown, one statement each; empty for a known one
 * @param newestMigration the version of the newest migration, such as 20260210140447
 * @param serverVersion PostgreSQL's own version, such as {@code 18.4}
 */
public record SchemaInfo(
    SchemaGeneration generation,
    SchemaGeneration nearest,
    List<String> differences,
    Optional<Long> newestMigration,
    String serverVersion) {
  public SchemaInfo {
    differences = List.copyOf(differences);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("schema ").append(generation);
    newestMigration.ifPresent(version -> text.append(", migration ").append(version));
    text.append(", PostgreSQL ").append(serverVersion);
    differences.forEach(difference -> text.append("\n- ").append(difference));
    return text.toString();
  }
}
