package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.TeamInfo;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes teams, which own sites since 3.0. For internal use only. */
public final class TeamRows {
  private static final RowReader<TeamInfo> READER =
      row ->
          new TeamInfo(
              row.getObject("identifier", UUID.class),
              row.getString("name"),
              Arrays.asList((String[]) row.getArray("owners").getArray()),
              row.getLong("sites"),
              row.getInt("hourly_api_request_limit"),
              Optional.ofNullable(row.getObject("accept_traffic_until", LocalDate.class)),
              row.getBoolean("forced"));

  private TeamRows() {}

  public static void require(Schema schema, String operation) {
    schema.requireTable("teams", operation, "teams came with release 3.0.0");
  }

  public static List<TeamInfo> list(Transaction tx, Schema schema) throws SQLException {
    return tx.list(select(schema) + " ORDER BY t.id", READER);
  }

  public static TeamInfo get(Transaction tx, Schema schema, long id) throws SQLException {
    return tx.first(select(schema) + " WHERE t.id = ?", READER, id).orElseThrow();
  }

  /** Locks a team until the commit and returns its id. */
  public static Optional<Long> lock(Transaction tx, UUID identifier) throws SQLException {
    return tx.first(
        "SELECT id FROM teams WHERE identifier = ? FOR UPDATE", row -> row.getLong(1), identifier);
  }

  /**
   * Finds a team that must exist.
   *
   * @throws RefusedException if there is no such team
   */
  public static long lockExisting(Transaction tx, UUID identifier) throws SQLException {
    return lock(tx, identifier)
        .orElseThrow(
            () ->
                new RefusedException(
                    "There is no team " + identifier + "; see teams().list(), or teams().create"));
  }

  /** A team of that name that the user owns. */
  public static Optional<Long> find(Transaction tx, String name, long owner) throws SQLException {
    return tx.first(
        "SELECT t.id FROM teams t JOIN team_memberships m ON m.team_id = t.id WHERE t.name = ?"
            + " AND t.setup_complete AND m.role = 'owner' AND m.user_id = ? ORDER BY t.id LIMIT 1",
        row -> row.getLong(1),
        name,
        owner);
  }

  public static long create(Transaction tx, String name, long owner) throws SQLException {
    long team =
        tx.first(
                "INSERT INTO teams (name, hourly_api_request_limit, trial_expiry_date,"
                    + " setup_complete, setup_at, inserted_at, updated_at) VALUES (?, ?, "
                    + PersonalTeam.TRIAL_END
                    + ", true, "
                    + String.join(", ", Timestamps.NOW, Timestamps.NOW, Timestamps.NOW)
                    + ") RETURNING id",
                row -> row.getLong(1),
                name,
                PersonalTeam.HOURLY_REQUESTS)
            .orElseThrow();
    MemberRows.insert(tx, team, owner, "owner");
    return team;
  }

  private static String select(Schema schema) {
    String forced = schema.has("teams", "policy") ? "t.policy->>'force_2fa' = 'true'" : "false";
    return "SELECT t.identifier, t.name, t.hourly_api_request_limit, t.accept_traffic_until, "
        + "coalesce("
        + forced
        + ", false) AS forced,"
        + " (SELECT count(*) FROM sites s WHERE s.team_id = t.id) AS sites,"
        + " ARRAY(SELECT u.email::text FROM team_memberships m JOIN users u ON u.id = m.user_id"
        + " WHERE m.team_id = t.id AND m.role = 'owner' ORDER BY u.email) AS owners FROM teams t";
  }
}
