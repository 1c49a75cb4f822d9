package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteCreation;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.admin.model.User;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Creates a site. Ingestion notices it within 30 seconds. For internal use only. */
public final class SiteCreator {
  private SiteCreator() {}

  public static SiteCreation create(
      Transaction tx, Schema schema, String domain, String timezone, String email)
      throws SQLException {
    User owner = UserRows.lockExisting(tx, schema, email);
    Optional<SiteInfo> existing = SiteRows.lock(tx, schema, domain);
    if (existing.isEmpty()) {
      refuseFormerDomain(tx, schema, domain);
      if (insert(tx, schema, domain, timezone, owner.id())) {
        return new SiteCreation(
            ChangeOutcome.CHANGED,
            SiteRows.lockExisting(tx, schema, domain),
            List.of("site created in " + timezone));
      }
    }
    SiteInfo site = SiteRows.lockExisting(tx, schema, domain);
    if (!owns(tx, schema, owner.id(), site)) {
      throw new RefusedException(
          "The site \""
              + domain
              + "\" belongs to another owner than "
              + owner.email()
              + "; choose another domain, or name its owner");
    }
    return new SiteCreation(ChangeOutcome.UNCHANGED, site, List.of());
  }

  public static void refuseFormerDomain(Transaction tx, Schema schema, String domain)
      throws SQLException {
    if (!schema.has("sites", "domain_changed_from")) {
      return;
    }
    Optional<String> now =
        tx.first(
            "SELECT domain FROM sites WHERE domain_changed_from = ?",
            row -> row.getString(1),
            domain);
    if (now.isPresent()) {
      throw new RefusedException(
          "\""
              + domain
              + "\" is the former domain of \""
              + now.get()
              + "\", which gets its events for 72 hours after the change; try again after that");
    }
  }

  private static boolean insert(
      Transaction tx, Schema schema, String domain, String timezone, long owner)
      throws SQLException {
    if (schema.hasTeams()) {
      return tx.update(
              "INSERT INTO sites (domain, timezone, team_id, inserted_at, updated_at) VALUES"
                  + " (?, ?, ?, "
                  + Timestamps.NOW
                  + ", "
                  + Timestamps.NOW
                  + ") ON CONFLICT DO NOTHING",
              domain,
              timezone,
              PersonalTeam.findOrCreate(tx, owner))
          > 0;
    }
    Optional<Long> site =
        tx.first(
            "INSERT INTO sites (domain, timezone, inserted_at, updated_at) VALUES (?, ?, "
                + Timestamps.NOW
                + ", "
                + Timestamps.NOW
                + ") ON CONFLICT DO NOTHING RETURNING id",
            row -> row.getLong(1),
            domain,
            timezone);
    if (site.isEmpty()) {
      return false;
    }
    tx.update(
        "INSERT INTO site_memberships (site_id, user_id, role, inserted_at, updated_at) VALUES"
            + " (?, ?, 'owner', "
            + Timestamps.NOW
            + ", "
            + Timestamps.NOW
            + ")",
        site.get(),
        owner);
    return true;
  }

  private static boolean owns(Transaction tx, Schema schema, long owner, SiteInfo site)
      throws SQLException {
    return schema.hasTeams()
        ? site.teamId().isPresent()
            && tx.exists(
                "SELECT 1 FROM team_memberships WHERE user_id = ? AND team_id = ?"
                    + " AND role = 'owner'",
                owner,
                site.teamId().getAsLong())
        : tx.exists(
            "SELECT 1 FROM site_memberships WHERE user_id = ? AND site_id = ? AND role = 'owner'",
            owner,
            site.id());
  }
}
