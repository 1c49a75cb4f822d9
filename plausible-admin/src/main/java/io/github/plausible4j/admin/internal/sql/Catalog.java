package io.github.plausible4j.admin.internal.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tables and columns that a session sees without a schema prefix, and the applied migrations.
 * Immutable. For internal use only.
 *
 * @param tables for each table its columns by name
 * @param migrations the applied versions, ascending
 */
public record Catalog(Map<String, Map<String, Column>> tables, List<Long> migrations) {
  private static final String COLUMNS =
      "SELECT c.relname, a.attname, a.attnotnull, a.atthasdef OR a.attidentity <> ''"
          + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
          + " WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped"
          + " AND c.relnamespace <> 'pg_catalog'::regnamespace"
          + " AND pg_catalog.pg_table_is_visible(c.oid)";

  /** A column: whether it must have a value, and whether the database provides a default. */
  public record Column(boolean notNull, boolean hasDefault) {}

  public Catalog {
    tables = Map.copyOf(tables);
    migrations = List.copyOf(migrations);
  }

  public static Catalog read(Transaction transaction) throws SQLException {
    Map<String, Map<String, Column>> tables = new HashMap<>();
    transaction.list(
        COLUMNS,
        row ->
            tables
                .computeIfAbsent(row.getString(1), name -> new HashMap<>())
                .put(row.getString(2), new Column(row.getBoolean(3), row.getBoolean(4))));
    List<Long> migrations =
        tables.containsKey("schema_migrations")
            ? transaction.list(
                "SELECT version FROM schema_migrations ORDER BY version", row -> row.getLong(1))
            : List.of();
    return new Catalog(tables, migrations);
  }

  public boolean hasTable(String table) {
    return tables.containsKey(table);
  }

  public boolean hasColumn(String table, String column) {
    return columns(table).containsKey(column);
  }

  /** The version of the newest migration, if any was applied. */
  public Optional<Long> newestMigration() {
    return migrations.isEmpty()
        ? Optional.empty()
        : Optional.of(migrations.get(migrations.size() - 1));
  }

  /** The columns of a table that an insert must fill, by name. */
  public Set<String> mandatory(String table) {
    Set<String> names = new TreeSet<>();
    columns(table)
        .forEach(
            (name, column) -> {
              if (column.notNull() && !column.hasDefault()) {
                names.add(name);
              }
            });
    return names;
  }

  private Map<String, Column> columns(String table) {
    return tables.getOrDefault(table, Map.of());
  }
}
