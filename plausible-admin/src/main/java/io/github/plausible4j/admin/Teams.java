package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.store.MemberRows;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.TeamRows;
import io.github.plausible4j.admin.internal.store.UserRows;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.TeamCreation;
import io.github.plausible4j.admin.model.TeamInfo;
import io.github.plausible4j.admin.model.TeamMember;
import io.github.plausible4j.admin.model.TeamRole;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import io.github.plausible4j.admin.model.User;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The teams of a server, their members, and two limits that the dashboard does not show: the hourly
 * requests to the statistics API, 600 for a team that the application did not create, and the day
 * after which events are dropped. Every operation throws {@link UnsupportedSchemaException} before
 * 3.0; use {@link Sites#addGuest} there to give people access to a site. Thread-safe.
 */
public final class Teams {
  private final Operations operations;

  Teams(Operations operations) {
    this.operations = operations;
  }

  /** All teams, the oldest first. */
  public List<TeamInfo> list() {
    return operations.read(
        "teams.list",
        (tx, schema) -> {
          TeamRows.require(schema, "teams.list");
          return TeamRows.list(tx, schema);
        });
  }

  /**
   * Creates a named team, as the page for a new team does. A team with that name that the user
   * already owns is left unchanged.
   *
   * @throws RefusedException if there is no such user
   */
  public TeamCreation create(String name, String ownerEmail) {
    TextRules.check("name", name, TextRules.LONGEST);
    return operations.write(
        "teams.create",
        name,
        (tx, schema) -> {
          TeamRows.require(schema, "teams.create");
          User owner = UserRows.lockExisting(tx, schema, ownerEmail);
          Optional<Long> existing = TeamRows.find(tx, name, owner.id());
          long team = existing.isPresent() ? existing.get() : TeamRows.create(tx, name, owner.id());
          return new TeamCreation(
              existing.isPresent() ? ChangeOutcome.UNCHANGED : ChangeOutcome.CHANGED,
              TeamRows.get(tx, schema, team),
              existing.isPresent() ? List.of() : List.of("team created"));
        });
  }

  /** Renames a team. A personal team is shown with its name from then on. */
  public ChangeResult rename(UUID identifier, String name) {
    TextRules.check("name", name, TextRules.LONGEST);
    return change(
        "teams.rename",
        identifier,
        "UPDATE teams SET name = ?, setup_complete = true, setup_at = coalesce(setup_at, "
            + Timestamps.NOW
            + "), updated_at = "
            + Timestamps.NOW
            + " WHERE identifier = ? AND (name <> ? OR NOT setup_complete)",
        "team renamed to " + name,
        name,
        identifier,
        name);
  }

  /**
   * Sets whether every member must use two-factor authentication (TOTP). Members who have not set
   * it up must do so at their next page.
   */
  public ChangeResult forceTwoFactor(UUID identifier, boolean forced) {
    return operations.write(
        "teams.forceTwoFactor",
        identifier.toString(),
        (tx, schema) -> {
          TeamRows.require(schema, "teams.forceTwoFactor");
          schema.require(
              "teams", "policy", "teams.forceTwoFactor", "policies of teams came with release 3.1");
          return update(
              tx,
              identifier,
              "UPDATE teams SET policy = policy || jsonb_build_object('force_2fa', ?::boolean),"
                  + " updated_at = "
                  + Timestamps.NOW
                  + " WHERE identifier = ? AND coalesce(policy->>'force_2fa', 'false') <> ?",
              forced
                  ? "two-factor authentication (TOTP) required"
                  : "two-factor authentication (TOTP) no longer required",
              forced,
              identifier,
              String.valueOf(forced));
        });
  }

  /** The members of a team, by email; empty when there is no such team. */
  public List<TeamMember> members(UUID identifier) {
    return operations.read(
        "teams.members",
        (tx, schema) -> {
          TeamRows.require(schema, "teams.members");
          Optional<Long> team = TeamRows.lock(tx, identifier);
          return team.isEmpty() ? List.of() : MemberRows.list(tx, team.get());
        });
  }

  /**
   * Adds a user to a team, without an invitation. A guest of single sites becomes a member.
   *
   * @throws RefusedException if there is no such team or user, or the user has another role in it
   */
  public ChangeResult addMember(UUID identifier, String email, TeamRole role) {
    return withMember(
        "teams.addMember",
        identifier,
        email,
        (tx, team, user) -> MemberRows.set(tx, team, user, role, true));
  }

  /**
   * Gives a member another role; NOT_FOUND when the user is not a member.
   *
   * @throws RefusedException if there is no such team or user, or the team would lose its last
   *     owner
   */
  public ChangeResult changeRole(UUID identifier, String email, TeamRole role) {
    return withMember(
        "teams.changeRole",
        identifier,
        email,
        (tx, team, user) -> MemberRows.set(tx, team, user, role, false));
  }

  /**
   * Removes a user from a team and deletes the user's API keys for it.
   *
   * @throws RefusedException if there is no such team or user, or the team would lose its last
   *     owner
   */
  public ChangeResult removeMember(UUID identifier, String email) {
    return withMember("teams.removeMember", identifier, email, MemberRows::remove);
  }

  /**
   * Sets how many requests to the statistics API a team can make per hour.
   *
   * @param requests at least 1; the application itself gives teams 1,000,000
   */
  public ChangeResult limitApi(UUID identifier, int requests) {
    checkRequests(requests);
    return change(
        "teams.limitApi",
        identifier,
        "UPDATE teams SET hourly_api_request_limit = ?, updated_at = "
            + Timestamps.NOW
            + " WHERE identifier = ? AND hourly_api_request_limit <> ?",
        requests + " requests an hour",
        requests,
        identifier,
        requests);
  }

  /** Raises the hourly limit of every team that has a lower one. */
  public ChangeResult raiseApiLimits(int atLeast) {
    checkRequests(atLeast);
    return operations.write(
        "teams.raiseApiLimits",
        "*",
        (tx, schema) -> {
          TeamRows.require(schema, "teams.raiseApiLimits");
          long raised =
              tx.update(
                  "UPDATE teams SET hourly_api_request_limit = ?, updated_at = "
                      + Timestamps.NOW
                      + " WHERE hourly_api_request_limit < ?",
                  atLeast,
                  atLeast);
          return raised > 0
              ? ChangeResult.changed(raised + " teams raised to " + atLeast + " requests an hour")
              : ChangeResult.unchanged();
        });
  }

  /** Removes the day after which a team's events are dropped. */
  public ChangeResult acceptTraffic(UUID identifier) {
    return change(
        "teams.acceptTraffic",
        identifier,
        "UPDATE teams SET accept_traffic_until = NULL, updated_at = "
            + Timestamps.NOW
            + " WHERE identifier = ? AND accept_traffic_until IS NOT NULL",
        "events accepted without end",
        identifier);
  }

  @FunctionalInterface
  private interface MemberChange {
    ChangeResult of(Transaction tx, long team, User user) throws SQLException;
  }

  private ChangeResult withMember(
      String operation, UUID identifier, String email, MemberChange change) {
    return operations.write(
        operation,
        email,
        (tx, schema) -> {
          TeamRows.require(schema, operation);
          long team = TeamRows.lockExisting(tx, identifier);
          return change.of(tx, team, UserRows.lockExisting(tx, schema, email));
        });
  }

  private ChangeResult change(
      String operation, UUID identifier, String sql, String change, Object... parameters) {
    return operations.write(
        operation,
        identifier.toString(),
        (tx, schema) -> {
          TeamRows.require(schema, operation);
          return update(tx, identifier, sql, change, parameters);
        });
  }

  private static ChangeResult update(
      Transaction tx, UUID identifier, String sql, String change, Object... parameters)
      throws SQLException {
    if (TeamRows.lock(tx, identifier).isEmpty()) {
      return ChangeResult.notFound();
    }
    return tx.update(sql, parameters) > 0 ? ChangeResult.changed(change) : ChangeResult.unchanged();
  }

  private static void checkRequests(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException(
          "API limit of " + requests + " requests an hour blocks every key; use at least 1");
    }
  }
}
