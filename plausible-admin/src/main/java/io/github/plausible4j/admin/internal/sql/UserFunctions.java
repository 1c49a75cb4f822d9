package io.github.plausible4j.admin.internal.sql;

import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.k8s.internal.render.DatabaseFunction;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls the database functions for users, which connections and Jobs share. For internal use only.
 */
public final class UserFunctions {
  private UserFunctions() {}

  /** Creates a function in this session, calls it and returns its answer. */
  public static String call(Transaction tx, DatabaseFunction function, @Nullable Object... values)
      throws SQLException {
    tx.execute(function.definition());
    return tx.first("SELECT " + function.jdbcCall(), row -> row.getString(1), values).orElseThrow();
  }

  /** The result that a function's answer describes. */
  public static ChangeResult result(String answer) {
    return answer.equals("NO_SUCH_USER")
        ? ChangeResult.notFound()
        : ChangeResult.of(changes(answer));
  }

  /** The changes in a function's answer; empty if nothing changed. */
  public static List<String> changes(String answer) {
    return answer.equals("UNCHANGED") ? List.of() : List.of(answer.split(", ", -1));
  }
}
