package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.GuestRole;
import io.github.plausible4j.admin.model.Invitation;
import io.github.plausible4j.admin.model.PendingInvitation;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.admin.model.TeamRole;
import io.github.plausible4j.admin.model.User;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes pending invitations. Callers hold the lock of the team or the site. For internal
 * use only.
 */
public final class InvitationRows {
  private InvitationRows() {}

  public static Invitation toTeam(
      Transaction tx, Schema schema, String email, long team, TeamRole role) throws SQLException {
    Optional<User> user = UserRows.find(tx, schema, email);
    if (user.isPresent() && isMember(tx, team, user.get().id())) {
      throw new RefusedException(
          email + " is already a member of the team; call teams().changeRole to change the role");
    }
    Optional<String> existing = teamInvitation(tx, team, email, false);
    String id = existing.isPresent() ? existing.get() : RandomTexts.nanoId();
    if (existing.isEmpty()) {
      insertForTeam(tx, team, email, MemberRows.stored(role), id);
    }
    return invitation(email, id, existing.isEmpty(), user.isPresent());
  }

  public static Invitation toSite(
      Transaction tx, Schema schema, String email, SiteInfo site, GuestRole role)
      throws SQLException {
    Optional<User> user = UserRows.find(tx, schema, email);
    String stored = GuestRows.stored(schema, role);
    return schema.hasTeams()
        ? toSiteOfTeam(tx, email, site, stored, user.isPresent())
        : toSiteOfUser(tx, email, site, stored, user.isPresent());
  }

  /** All invitations, by email. */
  public static List<PendingInvitation> list(Transaction tx, Schema schema) throws SQLException {
    return tx.list(
        schema.hasTeams()
            ? "SELECT t.email, s.domain, coalesce(g.role, t.role) FROM team_invitations t LEFT JOIN"
                + " guest_invitations g ON g.team_invitation_id = t.id LEFT JOIN sites s ON s.id ="
                + " g.site_id ORDER BY t.email, t.id, g.id"
            : "SELECT i.email, s.domain, i.role::text FROM invitations i JOIN sites s ON s.id ="
                + " i.site_id ORDER BY i.email, i.id",
        row ->
            new PendingInvitation(
                row.getString(1), Optional.ofNullable(row.getString(2)), row.getString(3)));
  }

  /**
   * Withdraws all invitations of an address. Invitations to sites of a team are deleted with the
   * one to the team.
   */
  public static ChangeResult withdraw(Transaction tx, Schema schema, String email)
      throws SQLException {
    long withdrawn =
        tx.update(
            schema.hasTeams()
                ? "DELETE FROM team_invitations WHERE email = ?::citext"
                : "DELETE FROM invitations WHERE email = ?::citext",
            email);
    return withdrawn == 0
        ? ChangeResult.unchanged()
        : ChangeResult.changed(withdrawn + " invitations withdrawn");
  }

  private static Invitation toSiteOfTeam(
      Transaction tx, String email, SiteInfo site, String role, boolean known) throws SQLException {
    long team =
        site.teamId()
            .orElseThrow(
                () ->
                    new RefusedException(
                        site.domain() + " belongs to no team; call sites().adopt first"));
    if (teamInvitation(tx, team, email, true).isEmpty()) {
      insertForTeam(tx, team, email, "guest", RandomTexts.nanoId());
    }
    Optional<String> existing =
        tx.first(
            "SELECT g.invitation_id FROM guest_invitations g JOIN team_invitations t ON t.id ="
                + " g.team_invitation_id WHERE t.team_id = ? AND t.email = ?::citext AND g.site_id"
                + " = ?",
            row -> row.getString(1),
            team,
            email,
            site.id());
    String id = existing.isPresent() ? existing.get() : RandomTexts.nanoId();
    if (existing.isEmpty()) {
      tx.update(
          "INSERT INTO guest_invitations (invitation_id, role, site_id, team_invitation_id,"
              + " inserted_at, updated_at) SELECT ?, ?, ?, id, "
              + Timestamps.NOW
              + ", "
              + Timestamps.NOW
              + " FROM team_invitations WHERE team_id = ? AND email = ?::citext",
          id,
          role,
          site.id(),
          team,
          email);
    }
    return invitation(email, id, existing.isEmpty(), known);
  }

  private static Invitation toSiteOfUser(
      Transaction tx, String email, SiteInfo site, String role, boolean known) throws SQLException {
    Optional<String> existing =
        tx.first(
            "SELECT invitation_id FROM invitations WHERE site_id = ? AND email = ?::citext",
            row -> row.getString(1),
            site.id(),
            email);
    String id = existing.isPresent() ? existing.get() : RandomTexts.nanoId();
    if (existing.isEmpty()) {
      long inserted =
          tx.update(
              "INSERT INTO invitations (email, site_id, inviter_id, role, invitation_id,"
                  + " inserted_at, updated_at) SELECT ?::citext, ?, user_id,"
                  + " ?::site_membership_role, ?, "
                  + Timestamps.NOW
                  + ", "
                  + Timestamps.NOW
                  + " FROM site_memberships WHERE site_id = ? AND role = 'owner'",
              email,
              site.id(),
              role,
              id,
              site.id());
      if (inserted == 0) {
        throw new RefusedException(
            site.domain() + " has no owner who can invite; call sites().moveTo first");
      }
    }
    return invitation(email, id, existing.isEmpty(), known);
  }

  private static Optional<String> teamInvitation(
      Transaction tx, long team, String email, boolean asGuest) throws SQLException {
    Optional<String> guest =
        tx.first(
            "SELECT role FROM team_invitations WHERE team_id = ? AND email = ?::citext",
            row -> row.getString(1),
            team,
            email);
    if (guest.isPresent() && guest.get().equals("guest") != asGuest) {
      throw new RefusedException(
          email
              + " is already invited as "
              + guest.get()
              + "; have that invitation accepted, or call users().withdrawInvitations first");
    }
    return tx.first(
        "SELECT invitation_id FROM team_invitations WHERE team_id = ? AND email = ?::citext",
        row -> row.getString(1),
        team,
        email);
  }

  private static void insertForTeam(Transaction tx, long team, String email, String role, String id)
      throws SQLException {
    long inserted =
        tx.update(
            "INSERT INTO team_invitations (invitation_id, email, role, inviter_id, team_id,"
                + " inserted_at, updated_at) SELECT ?, ?::citext, ?, user_id, team_id, "
                + Timestamps.NOW
                + ", "
                + Timestamps.NOW
                + " FROM team_memberships WHERE team_id = ? AND role = 'owner' ORDER BY id LIMIT 1",
            id,
            email,
            role,
            team);
    if (inserted == 0) {
      throw new RefusedException(
          "The team has no owner who can invite; call teams().addMember with an owner first");
    }
  }

  private static boolean isMember(Transaction tx, long team, long user) throws SQLException {
    return MemberRows.role(tx, team, user).filter(role -> !role.equals("guest")).isPresent();
  }

  /** Existing users find the invitation among their sites; others register with it. */
  private static Invitation invitation(String email, String id, boolean created, boolean known) {
    return new Invitation(
        created ? ChangeOutcome.CHANGED : ChangeOutcome.UNCHANGED,
        email,
        SecretValue.of(known ? "/sites" : "/register/invitation/" + id),
        created ? List.of(email + " invited") : List.of());
  }
}
