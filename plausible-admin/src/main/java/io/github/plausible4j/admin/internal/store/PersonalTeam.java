package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import java.sql.SQLException;
import java.util.Optional;

/** Finds or creates the team that owns a user's sites. Callers hold the user's lock. */
final class PersonalTeam {
  /** The application's value for a trial without end: a hundred years from now. */
  static final String TRIAL_END = "(current_date + make_interval(years => 100))::date";

  /** The application's value in Community Edition; the column's default of 600 is too low. */
  static final int HOURLY_REQUESTS = 1_000_000;

  private PersonalTeam() {}

  static boolean exists(Transaction tx, long userId) throws SQLException {
    return find(tx, userId).isPresent();
  }

  /** The personal team first, then the oldest that the user owns. */
  static Optional<Long> find(Transaction tx, long userId) throws SQLException {
    return tx.first(
        "SELECT team_id FROM team_memberships WHERE user_id = ? AND role = 'owner'"
            + " ORDER BY is_autocreated DESC, team_id LIMIT 1",
        row -> row.getLong(1),
        userId);
  }

  static long create(Transaction tx, long userId) throws SQLException {
    long team =
        tx.first(
                "INSERT INTO teams (name, hourly_api_request_limit, trial_expiry_date, inserted_at,"
                    + " updated_at) VALUES (?, ?, "
                    + TRIAL_END
                    + ", "
                    + Timestamps.NOW
                    + ", "
                    + Timestamps.NOW
                    + ") RETURNING id",
                row -> row.getLong(1),
                "My personal sites",
                HOURLY_REQUESTS)
            .orElseThrow();
    tx.update(
        "INSERT INTO team_memberships (role, user_id, team_id, is_autocreated, inserted_at,"
            + " updated_at) VALUES ('owner', ?, ?, true, "
            + Timestamps.NOW
            + ", "
            + Timestamps.NOW
            + ")",
        userId,
        team);
    return team;
  }

  static long findOrCreate(Transaction tx, long userId) throws SQLException {
    Optional<Long> found = find(tx, userId);
    return found.isPresent() ? found.get() : create(tx, userId);
  }
}
