package io.github.plausible4j.admin.internal.schema;

import io.github.plausible4j.admin.internal.sql.Catalog;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.SchemaGeneration;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recognizes the generation of a schema by tables, columns and migrations. For internal use only.
 */
public final class SchemaCheck {
  /** The last migration of 3.2.x; later ones change nothing in Community Edition. */
  public static final long NEWEST_KNOWN = 20260210140447L;

  /** The migration since which teams own every site. Before it, the tables exist but are empty. */
  private static final long TEAMS_FILLED = 20250410105143L;

  private SchemaCheck() {}

  public static Schema read(Transaction transaction) throws SQLException {
    Catalog catalog = Catalog.read(transaction);
    String version =
        transaction
            .first("SELECT current_setting('server_version')", row -> row.getString(1))
            .orElse("");
    return new Schema(nearest(catalog), differences(catalog), version, catalog);
  }

  private static SchemaGeneration nearest(Catalog catalog) {
    if (catalog.hasColumn("sites", "team_id")) {
      return SchemaGeneration.RELEASE_3;
    }
    return catalog.hasTable("email_activation_codes")
        ? SchemaGeneration.RELEASE_2
        : SchemaGeneration.RELEASE_2021;
  }

  private static List<String> differences(Catalog catalog) {
    List<String> found = new ArrayList<>();
    SchemaGeneration nearest = nearest(catalog);
    if (catalog.newestMigration().isEmpty()) {
      found.add("no migration is recorded in schema_migrations; is this Plausible's database?");
    }
    List<Long> newer =
        catalog.migrations().stream().filter(version -> version > NEWEST_KNOWN).toList();
    if (!newer.isEmpty()) {
      found.add("migrations newer than " + NEWEST_KNOWN + ", the newest known: " + newer);
    }
    if (nearest == SchemaGeneration.RELEASE_3
        && catalog.newestMigration().filter(version -> version < TEAMS_FILLED).isPresent()) {
      found.add(
          "the teams of 3.x exist, but migration "
              + TEAMS_FILLED
              + ", which fills them, has not run; finish the migration of Plausible");
    }
    compare(catalog, KnownColumns.of(nearest), found);
    return found;
  }

  private static void compare(Catalog catalog, Map<String, Set<String>> known, List<String> found) {
    new TreeMap<>(known)
        .forEach(
            (table, columns) -> {
              if (!catalog.hasTable(table)) {
                found.add("table " + table + " is missing");
                return;
              }
              columns.stream()
                  .filter(column -> !catalog.hasColumn(table, column))
                  .forEach(column -> found.add("column " + table + "." + column + " is missing"));
              catalog.mandatory(table).stream()
                  .filter(column -> !columns.contains(column))
                  .forEach(
                      column ->
                          found.add(
                              "column "
                                  + table
                                  + "."
                                  + column
                                  + " must be filled but is not known"));
            });
  }
}
