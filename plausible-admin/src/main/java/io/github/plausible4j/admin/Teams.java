package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.TeamInfo;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The teams of a server and two limits that no page shows: requests to the statistics API in an
 * hour, 600 for a team that was not made by the application, and the day after which events are
 * dropped. Thread-safe.
 */
public final class Teams {
  private static final String SELECT =
      "SELECT t.identifier, t.name, t.hourly_api_request_limit, t.accept_traffic_until,"
          + " (SELECT count(*) FROM sites s WHERE s.team_id = t.id) AS sites,"
          + " ARRAY(SELECT u.email::text FROM team_memberships m JOIN users u ON u.id = m.user_id"
          + " WHERE m.team_id = t.id AND m.role = 'owner' ORDER BY u.email) AS owners FROM teams t";
  private static final RowReader<TeamInfo> READER =
      row ->
          new TeamInfo(
              row.getObject("identifier", UUID.class),
              row.getString("name"),
              Arrays.asList((String[]) row.getArray("owners").getArray()),
              row.getLong("sites"),
              row.getInt("hourly_api_request_limit"),
              Optional.ofNullable(row.getObject("accept_traffic_until", LocalDate.class)));

  private final Operations operations;

  Teams(Operations operations) {
    this.operations = operations;
  }

  /** All teams, the oldest first. */
  public List<TeamInfo> list() {
    return operations.read(
        "teams.list",
        (tx, schema) -> {
          requireTeams(schema, "teams.list");
          return tx.list(SELECT + " ORDER BY t.id", READER);
        });
  }

  /**
   * Sets how many requests to the statistics API a team may make in an hour.
   *
   * @param requests at least 1; the application itself gives teams 1,000,000
   */
  public ChangeResult limitApi(UUID identifier, int requests) {
    checkRequests(requests);
    return operations.write(
        "teams.limitApi",
        identifier.toString(),
        (tx, schema) -> {
          requireTeams(schema, "teams.limitApi");
          return change(
              tx,
              identifier,
              "UPDATE teams SET hourly_api_request_limit = ?, updated_at = "
                  + Timestamps.NOW
                  + " WHERE identifier = ? AND hourly_api_request_limit <> ?",
              requests + " requests an hour",
              requests,
              identifier,
              requests);
        });
  }

  /** Raises the hourly limit of every team that has a lower one. */
  public ChangeResult raiseApiLimits(int atLeast) {
    checkRequests(atLeast);
    return operations.write(
        "teams.raiseApiLimits",
        "*",
        (tx, schema) -> {
          requireTeams(schema, "teams.raiseApiLimits");
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

  /** Takes away the day after which a team's events are dropped. */
  public ChangeResult acceptTraffic(UUID identifier) {
    return operations.write(
        "teams.acceptTraffic",
        identifier.toString(),
        (tx, schema) -> {
          requireTeams(schema, "teams.acceptTraffic");
          return change(
              tx,
              identifier,
              "UPDATE teams SET accept_traffic_until = NULL, updated_at = "
                  + Timestamps.NOW
                  + " WHERE identifier = ? AND accept_traffic_until IS NOT NULL",
              "events accepted without end",
              identifier);
        });
  }

  private static ChangeResult change(
      Transaction tx, UUID identifier, String sql, String whatChanged, Object... parameters)
      throws SQLException {
    if (tx.first(
            "SELECT id FROM teams WHERE identifier = ? FOR UPDATE",
            row -> row.getLong(1),
            identifier)
        .isEmpty()) {
      return ChangeResult.notFound();
    }
    return tx.update(sql, parameters) > 0
        ? ChangeResult.changed(whatChanged)
        : ChangeResult.unchanged();
  }

  private static void checkRequests(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException(
          "API limit of " + requests + " requests an hour blocks every key; give at least 1");
    }
  }

  private static void requireTeams(Schema schema, String operation) {
    schema.requireTable("teams", operation, "teams came with release 3.0.0");
  }
}
