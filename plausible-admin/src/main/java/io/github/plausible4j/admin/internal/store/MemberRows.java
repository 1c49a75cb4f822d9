package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.TeamMember;
import io.github.plausible4j.admin.model.TeamRole;
import io.github.plausible4j.admin.model.User;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads and writes members of teams. Callers hold the team's lock. For internal use only. */
public final class MemberRows {
  private MemberRows() {}

  public static List<TeamMember> list(Transaction tx, long team) throws SQLException {
    return tx.list(
        "SELECT u.email, m.role FROM team_memberships m JOIN users u ON u.id = m.user_id"
            + " WHERE m.team_id = ? AND m.role <> 'guest' ORDER BY u.email",
        row ->
            new TeamMember(
                row.getString(1), TeamRole.valueOf(row.getString(2).toUpperCase(Locale.ROOT))),
        team);
  }

  /** The stored role, {@code guest} included. */
  static Optional<String> role(Transaction tx, long team, long user) throws SQLException {
    return tx.first(
        "SELECT role FROM team_memberships WHERE team_id = ? AND user_id = ?",
        row -> row.getString(1),
        team,
        user);
  }

  static long insert(Transaction tx, long team, long user, String role) throws SQLException {
    return tx.first(
            "INSERT INTO team_memberships (role, user_id, team_id, is_autocreated, inserted_at,"
                + " updated_at) VALUES (?, ?, ?, false, "
                + Timestamps.NOW
                + ", "
                + Timestamps.NOW
                + ") RETURNING id",
            row -> row.getLong(1),
            role,
            user,
            team)
        .orElseThrow();
  }

  /** Sets the role of a user. A guest of single sites becomes a member of the team. */
  public static ChangeResult set(Transaction tx, long team, User user, TeamRole role, boolean adds)
      throws SQLException {
    String stored = stored(role);
    Optional<String> before = role(tx, team, user.id());
    if (before.filter(stored::equals).isPresent()) {
      return ChangeResult.unchanged();
    }
    boolean isMember = before.isPresent() && !before.get().equals("guest");
    if (adds && isMember) {
      throw new RefusedException(
          user.email()
              + " is already "
              + before.get()
              + " of the team; call teams().changeRole to change that");
    }
    if (!adds && !isMember) {
      return ChangeResult.notFound();
    }
    refuseLastOwner(tx, team, user, before);
    if (before.isEmpty()) {
      insert(tx, team, user.id(), stored);
      return ChangeResult.changed(user.email() + " added as " + stored);
    }
    tx.update(
        "DELETE FROM guest_memberships g USING team_memberships m WHERE g.team_membership_id = m.id"
            + " AND m.team_id = ? AND m.user_id = ?",
        team,
        user.id());
    tx.update(
        "UPDATE team_memberships SET role = ?, is_autocreated = is_autocreated AND role = 'owner'"
            + " AND ?::text = 'owner', updated_at = "
            + Timestamps.NOW
            + " WHERE team_id = ? AND user_id = ?",
        stored,
        stored,
        team,
        user.id());
    return ChangeResult.changed(user.email() + " is " + stored + ", was " + before.get());
  }

  public static ChangeResult remove(Transaction tx, long team, User user) throws SQLException {
    Optional<String> before = role(tx, team, user.id());
    if (before.isEmpty()) {
      return ChangeResult.unchanged();
    }
    refuseLastOwner(tx, team, user, before);
    long keys =
        tx.update("DELETE FROM api_keys WHERE team_id = ? AND user_id = ?", team, user.id());
    tx.update("DELETE FROM team_memberships WHERE team_id = ? AND user_id = ?", team, user.id());
    return keys == 0
        ? ChangeResult.changed(user.email() + " removed")
        : ChangeResult.changed(user.email() + " removed", keys + " API keys revoked");
  }

  static String stored(TeamRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static void refuseLastOwner(Transaction tx, long team, User user, Optional<String> role)
      throws SQLException {
    if (role.filter("owner"::equals).isPresent()
        && !tx.exists(
            "SELECT 1 FROM team_memberships WHERE team_id = ? AND role = 'owner' AND user_id <> ?",
            team,
            user.id())) {
      throw new RefusedException(
          user.email()
              + " is the team's last owner; make another member owner first with"
              + " teams().changeRole");
    }
  }
}
