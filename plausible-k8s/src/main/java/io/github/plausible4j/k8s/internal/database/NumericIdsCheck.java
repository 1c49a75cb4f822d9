package io.github.plausible4j.k8s.internal.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Refuses a migration past Plausible 2.0 while {@code events_v2} lacks events of the table before
 * it, which later releases do not read. It asks ClickHouse over HTTP, changes nothing, and says
 * nothing where a later release has been at the database already. For internal use only.
 */
public final class NumericIdsCheck {
  /** What copies the events, as the release notes of Plausible 2.0 give it. */
  private static final String COMMAND = "bin/plausible rpc Plausible.DataMigration.NumericIDs.run";

  /** The day after Plausible 2.0.0: a migration that is newer belongs to a later release. */
  private static final long LATER_RELEASE = 20230713000000L;

  private NumericIdsCheck() {}

  /**
   * The script.
   *
   * @param addressFile a file with the address of ClickHouse and its login
   * @param database where the events are
   */
  public static String script(String addressFile, String database) {
    String name = "`" + database.replace("\\", "\\\\").replace("`", "\\`") + "`";
    String literal = "'" + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
    return """
    server=$(sed 's|^\\(https*://[^/?]*\\).*|\\1|' '%s')
    ask() {
      wget -q -T 60 -O - "$server/?query=$1" ||
        { echo "ClickHouse did not say whether events have numeric ids" >&2; return 1; }
    }
    has() { echo "$tables" | grep -qx "$1"; }
    tables=$(ask '%s')
    if has events; then
      newest=0
      if has schema_migrations; then newest=$(ask '%s'); fi
      if [ "$newest" -ge %d ]; then
        missing=0
      elif has events_v2; then
        missing=$(ask '%s')
      else
        missing=$(ask '%s')
      fi
      if [ "$missing" -gt 0 ]; then
        echo "events_v2 lacks $missing of the events in the table events," \\
          "and this release would lose them; while Plausible 2.0 runs, run: %s" >&2
        exit 1
      fi
    fi
    """
        .formatted(
            addressFile,
            query("SELECT name FROM system.tables WHERE database = " + literal),
            query("SELECT max(version) FROM " + name + ".schema_migrations"),
            LATER_RELEASE,
            query(missing(name)),
            query("SELECT count() FROM " + name + ".events"),
            COMMAND);
  }

  /** What came after the last of the old events was never in their table. */
  private static String missing(String database) {
    return "SELECT count() - (SELECT count() FROM "
        + database
        + ".events_v2 WHERE timestamp <= (SELECT max(timestamp) FROM "
        + database
        + ".events)) FROM "
        + database
        + ".events";
  }

  private static String query(String sql) {
    return URLEncoder.encode(sql, StandardCharsets.UTF_8);
  }
}
