package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteDeletion;
import io.github.plausible4j.admin.model.SiteInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads, locks and deletes sites on every generation of the schema. For internal use only. */
public final class SiteRows {
  private static final RowReader<SiteInfo> READER =
      row ->
          new SiteInfo(
              row.getLong("id"),
              row.getString("domain"),
              row.getString("timezone"),
              row.getBoolean("public"),
              Optional.ofNullable(row.getString("former")),
              row.getObject("team") == null
                  ? OptionalLong.empty()
                  : OptionalLong.of(row.getLong("team")),
              Timestamps.read(row, "inserted_at"));

  private SiteRows() {}

  public static List<SiteInfo> list(Transaction tx, Schema schema) throws SQLException {
    return tx.list(select(schema) + " ORDER BY domain", READER);
  }

  public static Optional<SiteInfo> find(Transaction tx, Schema schema, String domain)
      throws SQLException {
    return tx.first(select(schema) + " WHERE domain = ?", READER, domain);
  }

  public static Optional<SiteInfo> lock(Transaction tx, Schema schema, String domain)
      throws SQLException {
    return tx.first(select(schema) + " WHERE domain = ? FOR UPDATE", READER, domain);
  }

  /**
   * Finds a site that must exist.
   *
   * @throws RefusedException if there is no such site
   */
  public static SiteInfo lockExisting(Transaction tx, Schema schema, String domain)
      throws SQLException {
    return lock(tx, schema, domain)
        .orElseThrow(
            () ->
                new RefusedException(
                    "There is no site \"" + domain + "\"; create it first, or see list()"));
  }

  public static SiteDeletion delete(Transaction tx, Schema schema, long id) throws SQLException {
    long links = countOf(tx, schema, "shared_links", id);
    long tokens = countOf(tx, schema, "plugins_api_tokens", id);
    long goals = GoalRows.deleteAll(tx, schema, id);
    tx.update("DELETE FROM sites WHERE id = ?", id);
    return new SiteDeletion(ChangeOutcome.CHANGED, goals, links, tokens, false);
  }

  private static long countOf(Transaction tx, Schema schema, String table, long site)
      throws SQLException {
    return schema.hasTable(table)
        ? tx.count("SELECT count(*) FROM " + table + " WHERE site_id = ?", site)
        : 0;
  }

  private static String select(Schema schema) {
    String former = schema.has("sites", "domain_changed_from") ? "domain_changed_from" : "NULL";
    String team = schema.hasTeams() ? "team_id" : "NULL::bigint";
    return "SELECT id, domain, timezone, public, inserted_at, "
        + former
        + " AS former, "
        + team
        + " AS team FROM sites";
  }
}
