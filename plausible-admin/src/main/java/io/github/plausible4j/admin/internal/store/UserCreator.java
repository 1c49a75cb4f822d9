package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.sql.UserFunctions;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.UserCreation;
import io.github.plausible4j.k8s.internal.render.DatabaseFunction;
import java.sql.SQLException;
import java.util.List;

/** Creates a complete user, as the registration page does. For internal use only. */
public final class UserCreator {
  private UserCreator() {}

  public static UserCreation create(Transaction tx, Schema schema, NewUser user)
      throws SQLException {
    NewPasswords.check(schema, user.password(), user.email(), user.name());
    String answer =
        UserFunctions.call(
            tx,
            DatabaseFunction.CREATE_USER,
            user.email(),
            user.name(),
            PasswordHash.of(user.password()),
            Boolean.toString(user.emailVerified()));
    List<String> changes = UserFunctions.changes(answer);
    return new UserCreation(
        changes.isEmpty() ? ChangeOutcome.UNCHANGED : ChangeOutcome.CHANGED,
        UserRows.lockExisting(tx, schema, user.email()),
        changes);
  }
}
