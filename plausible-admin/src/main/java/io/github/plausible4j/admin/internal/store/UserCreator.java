package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.User;
import io.github.plausible4j.admin.model.UserCreation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates a user as the registration page would, complete. For internal use only. */
public final class UserCreator {
  private UserCreator() {}

  public static UserCreation create(Transaction tx, Schema schema, NewUser user)
      throws SQLException {
    NewPasswords.check(schema, user.password(), user.email(), user.name());
    List<String> changes = new ArrayList<>();
    Optional<User> existing = UserRows.lock(tx, schema, user.email());
    if (existing.isEmpty() && insert(tx, schema, user)) {
      changes.add("user created");
    }
    User stored = UserRows.lockExisting(tx, schema, user.email());
    if (schema.hasTeams() && !PersonalTeam.exists(tx, stored.id())) {
      PersonalTeam.create(tx, stored.id());
      changes.add("personal team created");
    }
    return new UserCreation(
        changes.isEmpty() ? ChangeOutcome.UNCHANGED : ChangeOutcome.CHANGED, stored, changes);
  }

  /** False if another administrator created the same user in the meantime. */
  private static boolean insert(Transaction tx, Schema schema, NewUser user) throws SQLException {
    String trial = schema.has("users", "trial_expiry_date") ? ", trial_expiry_date" : "";
    String trialValue = trial.isEmpty() ? "" : ", " + PersonalTeam.TRIAL_END;
    return tx.update(
            "INSERT INTO users (email, name, password_hash, email_verified, inserted_at, updated_at"
                + trial
                + ") VALUES (?::citext, ?, ?, ?, "
                + Timestamps.NOW
                + ", "
                + Timestamps.NOW
                + trialValue
                + ") ON CONFLICT DO NOTHING",
            user.email(),
            user.name(),
            PasswordHash.of(user.password()),
            user.emailVerified())
        > 0;
  }
}
