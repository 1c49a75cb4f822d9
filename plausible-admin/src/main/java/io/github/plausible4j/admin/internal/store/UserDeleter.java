package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.User;
import io.github.plausible4j.admin.model.UserDeletion;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Deletes a user and counts what is deleted with the user. For internal use only. */
public final class UserDeleter {
  private static final String SOLE_OWNER_TEAMS =
      "SELECT t.id FROM teams t WHERE EXISTS (SELECT 1 FROM team_memberships m"
          + " WHERE m.team_id = t.id AND m.role = 'owner' AND m.user_id = ?)"
          + " AND NOT EXISTS (SELECT 1 FROM team_memberships m"
          + " WHERE m.team_id = t.id AND m.role = 'owner' AND m.user_id <> ?)"
          + " ORDER BY t.id";

  private static final String IN_USE =
      "SELECT count(*) FROM teams t WHERE t.id = ANY (?) AND (t.setup_complete"
          + " OR EXISTS (SELECT 1 FROM sites s WHERE s.team_id = t.id)"
          + " OR EXISTS (SELECT 1 FROM team_memberships m"
          + " WHERE m.team_id = t.id AND m.user_id <> ?))";

  private static final String OWNED_SITES =
      "SELECT s.id FROM sites s JOIN site_memberships m ON m.site_id = s.id"
          + " WHERE m.user_id = ? AND m.role = 'owner' ORDER BY s.id FOR UPDATE OF s";

  private UserDeleter() {}

  /** What can be deleted with the user. */
  public enum Extent {
    USER_ONLY,
    WITH_TEAMS_AND_SITES,
    LAST_USER
  }

  public static UserDeletion delete(Transaction tx, Schema schema, String email, Extent extent)
      throws SQLException {
    // One deletion at a time: otherwise the last two users could be deleted at once.
    tx.first("SELECT pg_advisory_xact_lock(hashtext('plausible4j.users.delete'))", row -> 0);
    Optional<User> user = UserRows.lock(tx, schema, email);
    if (user.isEmpty()) {
      return UserDeletion.notFound();
    }
    long id = user.get().id();
    checkOthers(tx, user.get(), extent);
    return schema.hasTeams()
        ? withTeams(tx, schema, id, extent)
        : withSites(tx, schema, id, extent);
  }

  private static void checkOthers(Transaction tx, User user, Extent extent) throws SQLException {
    long others = tx.count("SELECT count(*) FROM users WHERE id <> ?", user.id());
    if (others == 0 && extent != Extent.LAST_USER) {
      throw new RefusedException(
          user.email()
              + " is the last user; without users the server lets anybody register. Call"
              + " users().deleteLastUser(email) to delete it with its teams and sites");
    }
    if (others > 0 && extent == Extent.LAST_USER) {
      throw new RefusedException(
          user.email()
              + " is not the last user, there are "
              + others
              + " others; call users().delete(email), or users().deleteWithTeamsAndSites(email)");
    }
  }

  private static UserDeletion withTeams(Transaction tx, Schema schema, long user, Extent extent)
      throws SQLException {
    // Locked before the check: otherwise the last two owners could be deleted at once.
    tx.list(
        "SELECT t.id FROM teams t JOIN team_memberships m ON m.team_id = t.id"
            + " WHERE m.user_id = ? AND m.role = 'owner' ORDER BY t.id FOR UPDATE OF t",
        row -> row.getLong(1),
        user);
    Long[] teams =
        tx.list(SOLE_OWNER_TEAMS, row -> row.getLong(1), user, user).toArray(Long[]::new);
    long inUse = tx.count(IN_USE, teams, user);
    if (inUse > 0 && extent == Extent.USER_ONLY) {
      throw new RefusedException(
          inUse
              + " of the user's teams would lose their last owner, with "
              + tx.count("SELECT count(*) FROM sites WHERE team_id = ANY (?)", (Object) teams)
              + " sites; make another member owner first with teams().changeRole, move the sites"
              + " with sites().moveTo, or call users().deleteWithTeamsAndSites(email)");
    }
    long memberships = tx.count("SELECT count(*) FROM team_memberships WHERE user_id = ?", user);
    long sites = tx.update("DELETE FROM sites WHERE team_id = ANY (?)", (Object) teams);
    long keys = keys(tx, user);
    long sessions = SessionRows.count(tx, schema, user);
    tx.update("DELETE FROM teams WHERE id = ANY (?)", (Object) teams);
    long invitations = invitations(tx, schema, user);
    tx.update("DELETE FROM users WHERE id = ?", user);
    return new UserDeletion(
        ChangeOutcome.CHANGED, teams.length, sites, memberships, keys, sessions, invitations);
  }

  private static UserDeletion withSites(Transaction tx, Schema schema, long user, Extent extent)
      throws SQLException {
    List<Long> owned = tx.list(OWNED_SITES, row -> row.getLong(1), user);
    if (!owned.isEmpty() && extent == Extent.USER_ONLY) {
      throw new RefusedException(
          owned.size()
              + " sites would lose their owner; move them to another user with sites().moveTo, or"
              + " call users().deleteWithTeamsAndSites(email)");
    }
    long memberships = tx.count("SELECT count(*) FROM site_memberships WHERE user_id = ?", user);
    long keys = keys(tx, user);
    long sessions = SessionRows.count(tx, schema, user);
    for (long site : owned) {
      SiteRows.delete(tx, schema, site);
    }
    ActivationCodes.discard(tx, schema, user);
    long invitations = invitations(tx, schema, user);
    tx.update("DELETE FROM users WHERE id = ?", user);
    return new UserDeletion(
        ChangeOutcome.CHANGED, 0, owned.size(), memberships, keys, sessions, invitations);
  }

  /**
   * Deletes the user's invitations to sites of other owners. They refer to the user and the
   * database does not delete them.
   */
  private static long invitations(Transaction tx, Schema schema, long user) throws SQLException {
    return schema.has("invitations", "inviter_id")
        ? tx.update("DELETE FROM invitations WHERE inviter_id = ?", user)
        : 0;
  }

  private static long keys(Transaction tx, long user) throws SQLException {
    return tx.count("SELECT count(*) FROM api_keys WHERE user_id = ?", user);
  }
}
