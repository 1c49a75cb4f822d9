package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.Guest;
import io.github.plausible4j.admin.model.GuestRole;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.admin.model.User;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads and writes guests of single sites, before 3.0 members of a site who are not its owner.
 * Callers hold the site's lock. For internal use only.
 */
public final class GuestRows {
  private static final RowReader<Guest> READER =
      row ->
          new Guest(
              row.getString(1),
              row.getString(2).equals("viewer") ? GuestRole.VIEWER : GuestRole.EDITOR);

  private GuestRows() {}

  public static List<Guest> list(Transaction tx, Schema schema, SiteInfo site) throws SQLException {
    return tx.list(
        schema.hasTeams()
            ? "SELECT u.email, g.role FROM guest_memberships g JOIN team_memberships m ON m.id ="
                + " g.team_membership_id JOIN users u ON u.id = m.user_id WHERE g.site_id = ?"
                + " ORDER BY u.email"
            : "SELECT u.email, m.role::text FROM site_memberships m JOIN users u ON u.id ="
                + " m.user_id WHERE m.site_id = ? AND m.role <> 'owner' ORDER BY u.email",
        READER,
        site.id());
  }

  public static ChangeResult set(
      Transaction tx, Schema schema, SiteInfo site, User user, GuestRole role) throws SQLException {
    String stored = stored(schema, role);
    if (schema.hasTeams()) {
      return setInTeam(tx, site, user, stored);
    }
    Optional<String> before = siteRole(tx, site.id(), user.id());
    if (before.filter("owner"::equals).isPresent()) {
      throw new RefusedException(user.email() + " owns the site; call sites().moveTo first");
    }
    if (before.filter(stored::equals).isPresent()) {
      return ChangeResult.unchanged();
    }
    setSiteRole(tx, site.id(), user.id(), stored);
    return ChangeResult.changed(user.email() + " is " + stored + " of " + site.domain());
  }

  public static ChangeResult remove(Transaction tx, Schema schema, SiteInfo site, User user)
      throws SQLException {
    long removed =
        schema.hasTeams()
            ? tx.update(
                "DELETE FROM guest_memberships g USING team_memberships m WHERE m.id ="
                    + " g.team_membership_id AND g.site_id = ? AND m.user_id = ?",
                site.id(),
                user.id())
            : tx.update(
                "DELETE FROM site_memberships WHERE site_id = ? AND user_id = ? AND role <>"
                    + " 'owner'",
                site.id(),
                user.id());
    if (schema.hasTeams()) {
      removeIdle(tx);
    }
    return removed > 0
        ? ChangeResult.changed(user.email() + " is no longer a guest")
        : ChangeResult.unchanged();
  }

  /** Moves guests with their site to another team, unless they are members there. */
  static long moveTo(Transaction tx, long site, long team) throws SQLException {
    tx.update(
        "INSERT INTO team_memberships (role, user_id, team_id, is_autocreated, inserted_at,"
            + " updated_at) SELECT 'guest', m.user_id, ?, false, "
            + Timestamps.NOW
            + ", "
            + Timestamps.NOW
            + " FROM guest_memberships g JOIN team_memberships m ON m.id = g.team_membership_id"
            + " WHERE g.site_id = ? ON CONFLICT DO NOTHING",
        team,
        site);
    long moved =
        tx.update(
            "UPDATE guest_memberships g SET team_membership_id = n.id, updated_at = "
                + Timestamps.NOW
                + " FROM team_memberships o, team_memberships n WHERE o.id = g.team_membership_id"
                + " AND n.user_id = o.user_id AND n.team_id = ? AND n.role = 'guest'"
                + " AND g.site_id = ?",
            team,
            site);
    tx.update(
        "DELETE FROM guest_memberships g USING team_memberships m WHERE m.id = g.team_membership_id"
            + " AND g.site_id = ? AND m.team_id <> ?",
        site,
        team);
    removeIdle(tx);
    return moved;
  }

  static String stored(Schema schema, GuestRole role) {
    return role == GuestRole.EDITOR && !schema.hasTeams()
        ? "admin"
        : role.name().toLowerCase(Locale.ROOT);
  }

  static Optional<String> siteRole(Transaction tx, long site, long user) throws SQLException {
    return tx.first(
        "SELECT role::text FROM site_memberships WHERE site_id = ? AND user_id = ?",
        row -> row.getString(1),
        site,
        user);
  }

  static void setSiteRole(Transaction tx, long site, long user, String role) throws SQLException {
    tx.update(
        "INSERT INTO site_memberships (site_id, user_id, role, inserted_at, updated_at) VALUES"
            + " (?, ?, ?::site_membership_role, "
            + Timestamps.NOW
            + ", "
            + Timestamps.NOW
            + ") ON CONFLICT (site_id, user_id) DO UPDATE SET role = excluded.role, updated_at ="
            + " excluded.updated_at",
        site,
        user,
        role);
  }

  private static ChangeResult setInTeam(Transaction tx, SiteInfo site, User user, String role)
      throws SQLException {
    long team =
        site.teamId()
            .orElseThrow(
                () ->
                    new RefusedException(
                        site.domain() + " belongs to no team; call sites().adopt first"));
    Optional<String> member = MemberRows.role(tx, team, user.id());
    if (member.isPresent() && !member.get().equals("guest")) {
      throw new RefusedException(
          user.email()
              + " is "
              + member.get()
              + " of the site's team and already sees it; call teams().removeMember first");
    }
    long membership =
        member.isEmpty()
            ? MemberRows.insert(tx, team, user.id(), "guest")
            : tx.count(
                "SELECT id FROM team_memberships WHERE team_id = ? AND user_id = ?",
                team,
                user.id());
    long changed =
        tx.update(
            "INSERT INTO guest_memberships (team_membership_id, site_id, role, inserted_at,"
                + " updated_at) VALUES (?, ?, ?, "
                + Timestamps.NOW
                + ", "
                + Timestamps.NOW
                + ") ON CONFLICT (team_membership_id, site_id) DO UPDATE SET role = excluded.role,"
                + " updated_at = excluded.updated_at WHERE guest_memberships.role <> excluded.role",
            membership,
            site.id(),
            role);
    return changed > 0
        ? ChangeResult.changed(user.email() + " is " + role + " of " + site.domain())
        : ChangeResult.unchanged();
  }

  /** Removes guests who have no site left. */
  private static void removeIdle(Transaction tx) throws SQLException {
    tx.update(
        "DELETE FROM team_memberships m WHERE m.role = 'guest' AND NOT EXISTS (SELECT 1 FROM"
            + " guest_memberships g WHERE g.team_membership_id = m.id)");
  }
}
