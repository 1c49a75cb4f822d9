package io.github.plausible4j.admin.internal.sql;

import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.k8s.internal.render.DatabaseFunction;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions about users that a connection and a Job run alike. For internal use only. */
public final class UserFunctions {
  private UserFunctions() {}

  /** What the function returns; it is made in this session first. */
  public static String call(Transaction tx, DatabaseFunction function, @Nullable Object... values)
      throws SQLException {
    tx.execute(function.definition());
    return tx.first("SELECT " + function.jdbcCall(), row -> row.getString(1), values).orElseThrow();
  }

  /** What the answer of a function says that it changed. */
  public static ChangeResult result(String answer) {
    return answer.equals("NO_SUCH_USER")
        ? ChangeResult.notFound()
        : ChangeResult.of(changes(answer));
  }

  /** One element for each change, none if there was nothing to change. */
  public static List<String> changes(String answer) {
    return answer.equals("UNCHANGED") ? List.of() : List.of(answer.split(", ", -1));
  }
}
