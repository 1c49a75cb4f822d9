package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.admin.model.User;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Moves a site with everything that belongs to it to another owner. For internal use only. */
public final class SiteMove {
  private SiteMove() {}

  /** Moves a site to the personal team of a user, or before 3.0 to the user. */
  public static ChangeResult toOwner(Transaction tx, Schema schema, String domain, String email)
      throws SQLException {
    Optional<SiteInfo> site = SiteRows.lock(tx, schema, domain);
    if (site.isEmpty()) {
      return ChangeResult.notFound();
    }
    User owner = UserRows.lockExisting(tx, schema, email);
    return schema.hasTeams()
        ? toTeam(tx, schema, site.get(), PersonalTeam.findOrCreate(tx, owner.id()))
        : toUser(tx, site.get(), owner);
  }

  /** Moves a site to a team. */
  public static ChangeResult toTeam(Transaction tx, Schema schema, String domain, UUID team)
      throws SQLException {
    Optional<SiteInfo> site = SiteRows.lock(tx, schema, domain);
    return site.isEmpty()
        ? ChangeResult.notFound()
        : toTeam(tx, schema, site.get(), TeamRows.lockExisting(tx, team));
  }

  /** Assigns a team to a site that lost its team. */
  public static ChangeResult adopt(Transaction tx, Schema schema, String domain, UUID identifier)
      throws SQLException {
    Optional<SiteInfo> site = SiteRows.lock(tx, schema, domain);
    if (site.isEmpty()) {
      return ChangeResult.notFound();
    }
    long team = TeamRows.lockExisting(tx, identifier);
    if (site.get().teamId().isPresent() && site.get().teamId().getAsLong() != team) {
      throw new RefusedException(
          "The site \"" + domain + "\" belongs to another team; call sites().moveTo to move it");
    }
    return toTeam(tx, schema, site.get(), team);
  }

  private static ChangeResult toTeam(Transaction tx, Schema schema, SiteInfo site, long team)
      throws SQLException {
    long before = site.teamId().orElse(0);
    if (before == team) {
      return ChangeResult.unchanged();
    }
    List<String> changes = new ArrayList<>();
    changes.add("site moved to the team of " + TeamRows.get(tx, schema, team).owners());
    changes.addAll(keysThatLoseIt(tx, before, team));
    tx.update(
        "UPDATE sites SET team_id = ?, updated_at = " + Timestamps.NOW + " WHERE id = ?",
        team,
        site.id());
    long guests = GuestRows.moveTo(tx, site.id(), team);
    if (guests > 0) {
      changes.add(guests + " guests moved with it");
    }
    changes.addAll(belongings(tx, schema, site));
    return ChangeResult.of(changes);
  }

  private static ChangeResult toUser(Transaction tx, SiteInfo site, User owner)
      throws SQLException {
    if (GuestRows.siteRole(tx, site.id(), owner.id()).filter("owner"::equals).isPresent()) {
      return ChangeResult.unchanged();
    }
    // First, because a site can have only one owner.
    long demoted =
        tx.update(
            "UPDATE site_memberships SET role = 'admin', updated_at = "
                + Timestamps.NOW
                + " WHERE site_id = ? AND role = 'owner'",
            site.id());
    GuestRows.setSiteRole(tx, site.id(), owner.id(), "owner");
    return demoted > 0
        ? ChangeResult.changed(
            "site moved to " + owner.email(), "the former owner is now an admin of it")
        : ChangeResult.changed("site moved to " + owner.email());
  }

  private static List<String> keysThatLoseIt(Transaction tx, long before, long after)
      throws SQLException {
    return tx.list(
        "SELECT k.key_prefix, u.email FROM api_keys k JOIN users u ON u.id = k.user_id WHERE"
            + " k.team_id = ? OR (k.team_id IS NULL AND EXISTS (SELECT 1 FROM team_memberships m"
            + " WHERE m.user_id = k.user_id AND m.team_id = ? AND m.role <> 'guest') AND NOT EXISTS"
            + " (SELECT 1 FROM team_memberships m WHERE m.user_id = k.user_id AND m.team_id = ?))"
            + " ORDER BY k.id",
        row -> "API key " + row.getString(1) + "… of " + row.getString(2) + " loses the site",
        before,
        before,
        after);
  }

  private static List<String> belongings(Transaction tx, Schema schema, SiteInfo site)
      throws SQLException {
    List<String> kept = new ArrayList<>();
    kept.add(GoalRows.list(tx, schema, site).size() + " goals stay with it");
    kept.add(
        tx.count("SELECT count(*) FROM shared_links WHERE site_id = ?", site.id())
            + " shared links stay with it");
    kept.add(
        tx.count("SELECT count(*) FROM plugins_api_tokens WHERE site_id = ?", site.id())
            + " plugin tokens stay with it");
    kept.removeIf(line -> line.startsWith("0 "));
    return kept;
  }
}
