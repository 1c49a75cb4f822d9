package io.github.plausible4j.admin.internal.clickhouse;

import java.util.List;
import java.util.Set;

/**
 * ClickHouse's answer to a statement. For internal use only.
 *
 * @param code ClickHouse's error number; 0 without an error
 * @param reason the name of the error, such as {@code ACCESS_DENIED}; never its message, which may
 *     quote the statement
 * @param rows the rows of a query
 */
public record ClickHouseResponse(int code, String reason, List<List<String>> rows) {
  public static final int ACCESS_DENIED = 497;
  private static final int READ_ONLY_STORAGE = 495;

  /** Unknown user, wrong password, password missing, and the error that covers all three. */
  private static final Set<Integer> REFUSED_LOGINS = Set.of(192, 193, 194, 516);

  public boolean done() {
    return code == 0;
  }

  public boolean loginRefused() {
    return REFUSED_LOGINS.contains(code);
  }

  /** Whether the login lacks the permission, or a file defines the user. */
  public boolean mayNot() {
    return code == ACCESS_DENIED || code == READ_ONLY_STORAGE;
  }

  public String error() {
    return code + " " + reason;
  }
}
