package io.github.plausible4j.admin.internal.schema;

import io.github.plausible4j.admin.internal.sql.Catalog;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.SchemaInfo;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import java.util.List;

/**
 * The schema of a database: its generation, tables and columns. Immutable. For internal use only.
 */
public final class Schema {
  private final SchemaGeneration generation;
  private final SchemaGeneration nearest;
  private final List<String> differences;
  private final String serverVersion;
  private final Catalog catalog;

  public Schema(
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

  /** The generation that is most similar to the schema. */
  public SchemaGeneration nearest() {
    return nearest;
  }

  /** What makes the schema unknown, one statement each; empty for a known one. */
  public List<String> differences() {
    return differences;
  }

  /** The schema in the form of the public API. */
  public SchemaInfo info() {
    return new SchemaInfo(
        generation, nearest, differences, catalog.newestMigration(), serverVersion);
  }

  public boolean hasTeams() {
    return nearest == SchemaGeneration.RELEASE_3;
  }

  public boolean hasTable(String table) {
    return catalog.hasTable(table);
  }

  public boolean has(String table, String column) {
    return catalog.hasColumn(table, column);
  }

  /**
   * Refuses an operation that needs a table.
   *
   * @throws UnsupportedSchemaException if the table is absent
   */
  public void requireTable(String table, String operation, String reason) {
    if (!hasTable(table)) {
      throw lacks(operation, reason);
    }
  }

  /**
   * Refuses an operation that needs a column.
   *
   * @throws UnsupportedSchemaException if the column is absent
   */
  public void require(String table, String column, String operation, String reason) {
    if (!has(table, column)) {
      throw lacks(operation, reason);
    }
  }

  private UnsupportedSchemaException lacks(String operation, String reason) {
    return new UnsupportedSchemaException(
        operation + " is not possible on schema " + generation + ": " + reason, info());
  }
}
