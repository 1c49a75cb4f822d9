package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.sql.UserFunctions;
import io.github.plausible4j.admin.internal.store.InvitationRows;
import io.github.plausible4j.admin.internal.store.NewPasswords;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.internal.store.TeamRows;
import io.github.plausible4j.admin.internal.store.UserCreator;
import io.github.plausible4j.admin.internal.store.UserDeleter;
import io.github.plausible4j.admin.internal.store.UserRows;
import io.github.plausible4j.admin.model.BulkVerification;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.GuestRole;
import io.github.plausible4j.admin.model.Invitation;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.PendingInvitation;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.TeamRole;
import io.github.plausible4j.admin.model.User;
import io.github.plausible4j.admin.model.UserCreation;
import io.github.plausible4j.admin.model.UserDeletion;
import io.github.plausible4j.admin.model.Verification;
import io.github.plausible4j.k8s.internal.render.DatabaseFunction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The users of a server. Email addresses are case-insensitive. Thread-safe. */
public final class Users {
  private final Operations operations;

  Users(Operations operations) {
    this.operations = operations;
  }

  /** All users, by email. */
  public List<User> list() {
    return operations.read("users.list", UserRows::list);
  }

  public Optional<User> find(String email) {
    return operations.read("users.find", (tx, schema) -> UserRows.find(tx, schema, email));
  }

  /**
   * Creates a user who can log in at once, with a personal team if the schema has teams. An
   * existing user with that email keeps name and password. Creating the first user closes the
   * server's open registration. The password of the argument is wiped in any case.
   *
   * @throws IllegalArgumentException if the password is too short, too long or too weak
   */
  public UserCreation create(NewUser user) {
    try (user) {
      return operations.write(
          "users.create", user.email(), (tx, schema) -> UserCreator.create(tx, schema, user));
    }
  }

  /** Verifies one email address, as if its owner had entered the mailed code. */
  public Verification verifyEmail(String email) {
    return operations.write(
        "users.verifyEmail",
        email,
        (tx, schema) ->
            Verification.valueOf(
                UserFunctions.call(
                    tx, DatabaseFunction.VERIFY_EMAIL, TextRules.sought("email", email))));
  }

  /** Verifies the addresses of all users in one statement. */
  public BulkVerification verifyAllEmails() {
    return operations.write(
        "users.verifyAllEmails",
        "*",
        (tx, schema) ->
            new BulkVerification(
                Long.parseLong(UserFunctions.call(tx, DatabaseFunction.VERIFY_ALL_EMAILS))));
  }

  /**
   * Sets a password, ends all sessions of the user and removes all trusted devices. Two-factor
   * authentication (TOTP) stays on. A schema without stored sessions keeps sessions in cookies,
   * which this cannot end.
   *
   * @param password is wiped in any case
   * @throws IllegalArgumentException if it is too short, too long or too weak
   */
  public ChangeResult resetPassword(String email, char[] password) {
    try {
      return operations.write(
          "users.resetPassword", email, (tx, schema) -> reset(tx, schema, email, password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /**
   * Turns two-factor authentication (TOTP) off and deletes its recovery codes. If the user's team
   * requires it, the user must set it up again at the next login.
   */
  public ChangeResult disableTwoFactor(String email) {
    return operations.write(
        "users.disableTwoFactor",
        email,
        (tx, schema) -> {
          schema.require(
              "users",
              "totp_enabled",
              "users.disableTwoFactor",
              "two-factor authentication (TOTP) came with release 2.1.0");
          Optional<User> user = UserRows.lock(tx, schema, email);
          return user.isEmpty() ? ChangeResult.notFound() : disable(tx, user.get().id());
        });
  }

  /**
   * Changes the email of a user. It stays verified, and sessions stay valid. UNCHANGED if a user
   * has the new address and no user has the old one.
   *
   * @throws RefusedException if another user has the new address
   */
  public ChangeResult changeEmail(String email, String newEmail) {
    String to = NewUser.checkedEmail(newEmail);
    return operations.write(
        "users.changeEmail",
        email,
        (tx, schema) -> {
          Optional<User> user = UserRows.lock(tx, schema, email);
          Optional<User> taken = UserRows.find(tx, schema, to);
          if (user.isEmpty()) {
            return taken.isPresent() ? ChangeResult.unchanged() : ChangeResult.notFound();
          }
          if (taken.isPresent() && taken.get().id() != user.get().id()) {
            throw new RefusedException(
                "There is another user \""
                    + to
                    + "\"; choose another address, or call users().delete");
          }
          if (user.get().email().equals(to)) {
            return ChangeResult.unchanged();
          }
          String previous = schema.has("users", "previous_email") ? ", previous_email = email" : "";
          tx.update(
              "UPDATE users SET email = ?::citext"
                  + previous
                  + ", updated_at = "
                  + Timestamps.NOW
                  + " WHERE id = ?",
              to,
              user.get().id());
          return ChangeResult.changed("email changed to " + to);
        });
  }

  /** Renames a user. */
  public ChangeResult rename(String email, String name) {
    TextRules.check("name", name, TextRules.LONGEST);
    return operations.write(
        "users.rename",
        email,
        (tx, schema) -> {
          Optional<User> user = UserRows.lock(tx, schema, email);
          if (user.isEmpty()) {
            return ChangeResult.notFound();
          }
          return tx.update(
                      "UPDATE users SET name = ?, updated_at = "
                          + Timestamps.NOW
                          + " WHERE id = ? AND name IS DISTINCT FROM ?",
                      name,
                      user.get().id(),
                      name)
                  > 0
              ? ChangeResult.changed("renamed to " + name)
              : ChangeResult.unchanged();
        });
  }

  /**
   * Invites somebody to a team without sending a mail. Pass on {@link Invitation#link} yourself.
   *
   * @throws RefusedException if there is no such team, or the address belongs to a member
   */
  public Invitation invite(String email, UUID team, TeamRole role) {
    String address = NewUser.checkedEmail(email);
    return operations.write(
        "users.invite",
        address,
        (tx, schema) -> {
          TeamRows.require(schema, "users.invite");
          schema.requireTable("team_invitations", "users.invite", "teams came with release 3.0.0");
          return InvitationRows.toTeam(tx, schema, address, TeamRows.lockExisting(tx, team), role);
        });
  }

  /**
   * Invites somebody to one site without sending a mail. Pass on {@link Invitation#link} yourself.
   *
   * @throws RefusedException if there is no such site
   */
  public Invitation inviteToSite(String email, String domain, GuestRole role) {
    String address = NewUser.checkedEmail(email);
    String normal = DomainName.sought(domain);
    return operations.write(
        "users.inviteToSite",
        address,
        (tx, schema) ->
            InvitationRows.toSite(
                tx, schema, address, SiteRows.lockExisting(tx, schema, normal), role));
  }

  /** Pending invitations to teams and sites, by email. */
  public List<PendingInvitation> invitations() {
    return operations.read(
        "users.invitations",
        (tx, schema) -> {
          requireInvitations(schema, "users.invitations");
          return InvitationRows.list(tx, schema);
        });
  }

  /**
   * Withdraws all invitations of an address, to teams and to sites. Their links stop working at
   * once.
   */
  public ChangeResult withdrawInvitations(String email) {
    String address = NewUser.checkedEmail(email);
    return operations.write(
        "users.withdrawInvitations",
        address,
        (tx, schema) -> {
          requireInvitations(schema, "users.withdrawInvitations");
          return InvitationRows.withdraw(tx, schema, address);
        });
  }

  private static void requireInvitations(Schema schema, String operation) {
    schema.requireTable(
        schema.hasTeams() ? "team_invitations" : "invitations",
        operation,
        "invitations came with release 1.4.0");
  }

  /** Removes the Google account with which a user connected sites to the Search Console. */
  public ChangeResult removeGoogleLogin(String email) {
    return operations.write(
        "users.removeGoogleLogin",
        email,
        (tx, schema) -> {
          schema.requireTable(
              "google_auth",
              "users.removeGoogleLogin",
              "this release does not connect to Google accounts");
          Optional<User> user = UserRows.lock(tx, schema, email);
          if (user.isEmpty()) {
            return ChangeResult.notFound();
          }
          long removed = tx.update("DELETE FROM google_auth WHERE user_id = ?", user.get().id());
          return removed > 0
              ? ChangeResult.changed(removed + " Google connections removed")
              : ChangeResult.unchanged();
        });
  }

  /**
   * Deletes a user with memberships, keys and sessions; {@link PlausibleAdmin#preview} shows what
   * would be deleted. A personal team without sites and other members is deleted too. Takes effect
   * at once.
   *
   * @throws RefusedException if a team, or before 3.0 a site, would lose its last owner, or if no
   *     user would be left, because the server then lets anybody register
   */
  public UserDeletion delete(String email) {
    return delete("users.delete", email, UserDeleter.Extent.USER_ONLY);
  }

  /**
   * Deletes a user with the teams and sites that would lose their last owner. Statistics in
   * ClickHouse stay.
   *
   * @throws RefusedException if no user would be left
   */
  public UserDeletion deleteWithTeamsAndSites(String email) {
    return delete("users.deleteWithTeamsAndSites", email, UserDeleter.Extent.WITH_TEAMS_AND_SITES);
  }

  /**
   * Deletes the only user of a server with all teams and sites. The server then lets anybody
   * register until a user exists again.
   *
   * @throws RefusedException if there are other users
   */
  public UserDeletion deleteLastUser(String email) {
    return delete("users.deleteLastUser", email, UserDeleter.Extent.LAST_USER);
  }

  private UserDeletion delete(String operation, String email, UserDeleter.Extent extent) {
    return operations.write(
        operation, email, (tx, schema) -> UserDeleter.delete(tx, schema, email, extent));
  }

  private static ChangeResult reset(Transaction tx, Schema schema, String email, char[] password)
      throws SQLException {
    Optional<User> found = UserRows.lock(tx, schema, email);
    if (found.isEmpty()) {
      return ChangeResult.notFound();
    }
    User user = found.get();
    NewPasswords.check(schema, password, user.email(), user.name());
    String stored =
        tx.first("SELECT password_hash FROM users WHERE id = ?", row -> row.getString(1), user.id())
            .orElse(null);
    return UserFunctions.result(
        UserFunctions.call(
            tx,
            DatabaseFunction.RESET_PASSWORD,
            user.email(),
            PasswordHash.matches(password, stored) ? null : PasswordHash.of(password),
            RandomTexts.trustedDeviceToken()));
  }

  private static ChangeResult disable(Transaction tx, long userId) throws SQLException {
    long changed =
        tx.update(
            "UPDATE users SET totp_enabled = false, totp_secret = NULL, totp_token = NULL,"
                + " totp_last_used_at = NULL, updated_at = "
                + Timestamps.NOW
                + " WHERE id = ? AND (totp_enabled OR totp_secret IS NOT NULL)",
            userId);
    long codes = tx.update("DELETE FROM totp_recovery_codes WHERE user_id = ?", userId);
    List<String> changes = new ArrayList<>();
    if (changed > 0) {
      changes.add("two-factor authentication (TOTP) disabled");
    }
    if (codes > 0) {
      changes.add(codes + " recovery codes deleted");
    }
    return ChangeResult.of(changes);
  }
}
