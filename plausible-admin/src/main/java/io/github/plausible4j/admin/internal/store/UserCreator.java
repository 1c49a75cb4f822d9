package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.UserCreation;
import io.github.plausible4j.k8s.internal.render.DatabaseFunction;
import java.sql.SQLException;
import java.util.List;

/** Creates a user as the registration page would, complete. For internal use only. */
public final class UserCreator {
  private static final String UNCHANGED = "UNCHANGED";

  private UserCreator() {}

  public static UserCreation create(Transaction tx, Schema schema, NewUser user)
      throws SQLException {
    NewPasswords.check(schema, user.password(), user.email(), user.name());
    tx.execute(DatabaseFunction.CREATE_USER.definition());
    String changes =
        tx.first(
                "SELECT " + DatabaseFunction.CREATE_USER.jdbcCall(),
                row -> row.getString(1),
                user.email(),
                user.name(),
                PasswordHash.of(user.password()),
                Boolean.toString(user.emailVerified()))
            .orElse(UNCHANGED);
    return new UserCreation(
        changes.equals(UNCHANGED) ? ChangeOutcome.UNCHANGED : ChangeOutcome.CHANGED,
        UserRows.lockExisting(tx, schema, user.email()),
        changes.equals(UNCHANGED) ? List.of() : List.of(changes.split(", ", -1)));
  }
}
