package io.github.plausible4j.admin.internal.clickhouse;

import java.util.List;
import java.util.Set;

/**
 * What ClickHouse made of a statement. For internal use only.
 *
 * @param code ClickHouse's number of the error, 0 for none
 * @param reason its name, such as {@code ACCESS_DENIED}, never a message, which may quote the
 *     statement
 * @param rows what a query found
 */
public record ClickHouseResponse(int code, String reason, List<List<String>> rows) {
  public static final int ACCESS_DENIED = 497;
  private static final int READ_ONLY_STORAGE = 495;

  /** Unknown user, wrong password, password missing, and the one that tells them not apart. */
  private static final Set<Integer> REFUSED_LOGINS = Set.of(192, 193, 194, 516);

  public boolean done() {
    return code == 0;
  }

  public boolean loginRefused() {
    return REFUSED_LOGINS.contains(code);
  }

  /** Not for this login, or not for a user that a file defines. */
  public boolean mayNot() {
    return code == ACCESS_DENIED || code == READ_ONLY_STORAGE;
  }

  public String error() {
    return code + " " + reason;
  }
}
