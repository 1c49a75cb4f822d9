package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.User;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the team of a new API key. */
final class KeyTeam {
  private KeyTeam() {}

  /**
   * The user's team if the user has exactly one. Otherwise null: such a key can read every site of
   * the user, as keys did before teams.
   */
  static @Nullable Long of(Transaction tx, User user) throws SQLException {
    List<Long> teams =
        tx.list(
            "SELECT team_id FROM team_memberships WHERE user_id = ? AND role <> 'guest'",
            row -> row.getLong(1),
            user.id());
    return teams.size() == 1 ? teams.get(0) : null;
  }
}
