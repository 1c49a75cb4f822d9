package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/** Goals, which belong to a site by id, in 2021 by domain. */
final class GoalRows {
  private GoalRows() {}

  static List<Goal> list(Transaction tx, SchemaInfo schema, Site site) throws SQLException {
    return tx.list(
        "SELECT id, event_name, page_path FROM goals WHERE " + owner(schema) + " ORDER BY id",
        row -> {
          String page = row.getString("page_path");
          String event = row.getString("event_name");
          return new Goal(row.getLong("id"), page == null ? event : page, page != null);
        },
        key(schema, site));
  }

  static boolean add(Transaction tx, SchemaInfo schema, Site site, Goal goal) throws SQLException {
    String column = goal.isPage() ? "page_path" : "event_name";
    if (tx.exists(
        "SELECT 1 FROM goals WHERE " + owner(schema) + " AND " + column + " = ?",
        key(schema, site),
        goal.target())) {
      return false;
    }
    boolean named = schema.has("goals", "display_name");
    String columns = named ? ", display_name" : "";
    String values = named ? ", ?" : "";
    String name = goal.isPage() ? "Visit " + goal.target() : goal.target();
    Object[] parameters =
        named
            ? new Object[] {key(schema, site), goal.target(), name}
            : new Object[] {key(schema, site), goal.target()};
    return tx.update(
            "INSERT INTO goals ("
                + (bySite(schema) ? "site_id" : "domain")
                + ", "
                + column
                + columns
                + ", inserted_at, updated_at) VALUES (?, ?"
                + values
                + ", "
                + Operations.NOW
                + ", "
                + Operations.NOW
                + ") ON CONFLICT DO NOTHING",
            parameters)
        > 0;
  }

  static long delete(Transaction tx, SchemaInfo schema, Site site, long goal) throws SQLException {
    return tx.update(
        "DELETE FROM goals WHERE id = ? AND " + owner(schema), goal, key(schema, site));
  }

  /** Explicitly, because goals by domain do not go with their site. */
  static long deleteAll(Transaction tx, SchemaInfo schema, long site) throws SQLException {
    return tx.update(
        bySite(schema)
            ? "DELETE FROM goals WHERE site_id = ?"
            : "DELETE FROM goals WHERE domain = (SELECT domain FROM sites WHERE id = ?)",
        site);
  }

  private static boolean bySite(SchemaInfo schema) {
    return schema.has("goals", "site_id");
  }

  private static String owner(SchemaInfo schema) {
    return bySite(schema) ? "site_id = ?" : "domain = ?";
  }

  private static Object key(SchemaInfo schema, Site site) {
    return bySite(schema) ? (Object) site.id() : site.domain();
  }
}
