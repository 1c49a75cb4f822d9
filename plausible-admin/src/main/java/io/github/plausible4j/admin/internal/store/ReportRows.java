package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.Report;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads and writes the recipients of reports about a site. Callers hold the site's lock. For
 * internal use only.
 */
public final class ReportRows {
  private static final int SPIKE = 10;
  private static final int DROP = 1;

  private ReportRows() {}

  public static List<String> recipients(Transaction tx, Schema schema, Report report, long site)
      throws SQLException {
    return tx.first(
            "SELECT recipients::text[] FROM "
                + table(report)
                + " WHERE site_id = ?"
                + type(schema, report),
            row -> List.of((String[]) row.getArray(1).getArray()),
            site)
        .orElse(List.of());
  }

  /** Replaces the recipients; false if they are the same. */
  public static boolean set(
      Transaction tx, Schema schema, Report report, long site, List<String> recipients)
      throws SQLException {
    if (recipients(tx, schema, report, site).equals(recipients)) {
      return false;
    }
    String[] emails = recipients.toArray(String[]::new);
    if (emails.length == 0) {
      tx.update("DELETE FROM " + table(report) + " WHERE site_id = ?" + type(schema, report), site);
      return true;
    }
    long updated =
        tx.update(
            "UPDATE "
                + table(report)
                + " SET recipients = ?::citext[], updated_at = "
                + Timestamps.NOW
                + " WHERE site_id = ?"
                + type(schema, report),
            emails,
            site);
    if (updated == 0) {
      insert(tx, schema, report, site, emails);
    }
    return true;
  }

  public static void require(Schema schema, Report report, String operation) {
    schema.requireTable(table(report), operation, "this release sends no such mails");
    if (report == Report.TRAFFIC_DROP) {
      schema.require(table(report), "type", operation, "alerts of a drop came with release 2.1.4");
    }
  }

  private static void insert(
      Transaction tx, Schema schema, Report report, long site, String[] emails)
      throws SQLException {
    boolean alert = isAlert(report);
    boolean typed = alert && schema.has(table(report), "type");
    tx.update(
        "INSERT INTO "
            + table(report)
            + " (site_id, recipients, inserted_at, updated_at"
            + (alert ? ", threshold" : "")
            + (typed ? ", type" : "")
            + ") VALUES (?, ?::citext[], "
            + Timestamps.NOW
            + ", "
            + Timestamps.NOW
            + (alert ? ", " + (report == Report.TRAFFIC_DROP ? DROP : SPIKE) : "")
            + (typed ? ", '" + typeName(report) + "'" : "")
            + ")",
        site,
        emails);
  }

  private static boolean isAlert(Report report) {
    return report == Report.TRAFFIC_SPIKE || report == Report.TRAFFIC_DROP;
  }

  private static String table(Report report) {
    return switch (report) {
      case WEEKLY -> "weekly_reports";
      case MONTHLY -> "monthly_reports";
      case TRAFFIC_SPIKE, TRAFFIC_DROP -> "spike_notifications";
    };
  }

  private static String type(Schema schema, Report report) {
    return isAlert(report) && schema.has(table(report), "type")
        ? " AND type = '" + typeName(report) + "'"
        : "";
  }

  private static String typeName(Report report) {
    return report == Report.TRAFFIC_DROP ? "drop" : "spike";
  }
}
