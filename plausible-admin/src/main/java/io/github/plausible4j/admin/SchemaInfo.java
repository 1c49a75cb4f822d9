package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.sql.Catalog;
import java.util.List;
import java.util.OptionalLong;

/** What was found in the database: which generation of the schema, and what differs. Immutable. */
public final class SchemaInfo {
  private final SchemaGeneration generation;
  private final SchemaGeneration nearest;
  private final List<String> differences;
  private final String serverVersion;
  private final Catalog catalog;

  SchemaInfo(
      SchemaGeneration nearest, List<String> differences, String serverVersion, Catalog catalog) {
    this.generation = differences.isEmpty() ? nearest : SchemaGeneration.UNKNOWN;
    this.nearest = nearest;
    this.differences = List.copyOf(differences);
    this.serverVersion = serverVersion;
    this.catalog = catalog;
  }

  public SchemaGeneration generation() {
    return generation;
  }

  /**
   * The generation that the schema is most like; the same as {@link #generation} unless unknown.
   */
  public SchemaGeneration nearest() {
    return nearest;
  }

  /** What makes the schema unknown, one statement each; empty for a known one. */
  public List<String> differences() {
    return differences;
  }

  /** The version of the newest migration, such as 20260210140447; empty when there is none. */
  public OptionalLong newestMigration() {
    return catalog.newestMigration().map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** PostgreSQL's own version, such as {@code 18.4}. */
  public String serverVersion() {
    return serverVersion;
  }

  boolean hasTeams() {
    return nearest == SchemaGeneration.RELEASE_3;
  }

  boolean hasTable(String table) {
    return catalog.hasTable(table);
  }

  boolean has(String table, String column) {
    return catalog.hasColumn(table, column);
  }

  /**
   * @throws UnsupportedSchemaException if the table is absent
   */
  void requireTable(String table, String operation, String reason) {
    if (!hasTable(table)) {
      throw lacks(operation, reason);
    }
  }

  /**
   * @throws UnsupportedSchemaException if the column is absent
   */
  void require(String table, String column, String operation, String reason) {
    if (!has(table, column)) {
      throw lacks(operation, reason);
    }
  }

  private UnsupportedSchemaException lacks(String operation, String reason) {
    return new UnsupportedSchemaException(
        operation + " is not possible on schema " + generation + ": " + reason, this);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("schema ").append(generation);
    catalog.newestMigration().ifPresent(version -> text.append(", migration ").append(version));
    text.append(", PostgreSQL ").append(serverVersion);
    differences.forEach(difference -> text.append("\n- ").append(difference));
    return text.toString();
  }
}
