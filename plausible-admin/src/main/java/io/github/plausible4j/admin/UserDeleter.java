package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Deletes a user and counts first what goes with the user. */
final class UserDeleter {
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

  static UserDeletion delete(
      Transaction tx, SchemaInfo schema, String email, LastOwnerPolicy lastOwner)
      throws SQLException {
    Optional<User> user = UserRows.lock(tx, schema, email);
    if (user.isEmpty()) {
      return UserDeletion.notFound();
    }
    long id = user.get().id();
    return schema.hasTeams()
        ? withTeams(tx, schema, id, lastOwner)
        : withSites(tx, schema, id, lastOwner);
  }

  private static UserDeletion withTeams(
      Transaction tx, SchemaInfo schema, long user, LastOwnerPolicy lastOwner) throws SQLException {
    // Locked before they are judged: two owners who are deleted at once must not both count on the
    // other to stay.
    tx.list(
        "SELECT t.id FROM teams t JOIN team_memberships m ON m.team_id = t.id"
            + " WHERE m.user_id = ? AND m.role = 'owner' ORDER BY t.id FOR UPDATE OF t",
        row -> row.getLong(1),
        user);
    Long[] teams =
        tx.list(SOLE_OWNER_TEAMS, row -> row.getLong(1), user, user).toArray(Long[]::new);
    long inUse = tx.count(IN_USE, teams, user);
    if (inUse > 0 && lastOwner == LastOwnerPolicy.REFUSE) {
      throw new RefusedException(
          inUse
              + " of the user's teams would lose their last owner, with "
              + tx.count("SELECT count(*) FROM sites WHERE team_id = ANY (?)", (Object) teams)
              + " sites; make another member owner first, or ask for "
              + LastOwnerPolicy.DELETE_TEAMS_AND_SITES);
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

  private static UserDeletion withSites(
      Transaction tx, SchemaInfo schema, long user, LastOwnerPolicy lastOwner) throws SQLException {
    List<Long> owned = tx.list(OWNED_SITES, row -> row.getLong(1), user);
    if (!owned.isEmpty() && lastOwner == LastOwnerPolicy.REFUSE) {
      throw new RefusedException(
          owned.size()
              + " sites would lose their owner; give them to another user first, or ask"
              + " for "
              + LastOwnerPolicy.DELETE_TEAMS_AND_SITES);
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

  /** Of other owners' sites; they refer to the user and do not go by themselves. */
  private static long invitations(Transaction tx, SchemaInfo schema, long user)
      throws SQLException {
    return schema.has("invitations", "inviter_id")
        ? tx.update("DELETE FROM invitations WHERE inviter_id = ?", user)
        : 0;
  }

  private static long keys(Transaction tx, long user) throws SQLException {
    return tx.count("SELECT count(*) FROM api_keys WHERE user_id = ?", user);
  }
}
