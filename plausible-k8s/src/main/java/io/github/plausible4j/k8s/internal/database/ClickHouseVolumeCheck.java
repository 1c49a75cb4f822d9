package io.github.plausible4j.k8s.internal.database;

/**
 * Rejects a volume whose events are in a database with another name, before the server starts and
 * creates an empty database beside it. It also reports large log tables from before, because the
 * stack limits only the new ones. It looks at file names, because the volume does not have the
 * stack's users. For internal use only.
 */
public final class ClickHouseVolumeCheck {
  /** In KiB. Smaller tables are not reported. */
  private static final int LARGE_LOG = 256 * 1024;

  private ClickHouseVolumeCheck() {}

  /**
   * Returns the shell script. The server writes a hyphen in a file name as %2D.
   *
   * @param database the database that the stack uses
   * @param directory the server's data directory
   */
  public static String script(String database, String directory) {
    return script(database, directory, LARGE_LOG);
  }

  static String script(String database, String directory, int largeLog) {
    return """
    for table in "%1$s"/data/system/*_log "%1$s"/data/system/*_log_[0-9]*; do
      [ -d "$table" ] || continue
      size=$(timeout 60 du -skL "$table" 2>/dev/null | cut -f1)
      if [ "${size:-0}" -ge %4$d ]; then
        echo "an old log table uses $((size / 1024)) MiB of this volume;" \\
          "free it with: DROP TABLE system.$(basename "$table") SYNC"
      fi
    done
    cd "%1$s/metadata" 2>/dev/null || exit 0
    if [ -e '%2$s.sql' ] || [ -d '%2$s' ]; then
      exit 0
    fi
    for other in */; do
      other=${other%%/}
      case "$other" in system | information_schema | INFORMATION_SCHEMA) continue ;; esac
      if [ -n "$(find -L "$other" -maxdepth 1 -name '*.sql' -print -quit)" ]; then
        name=$(echo "$other" | sed 's/%%2D/-/g')
        echo "this volume has no database %3$s, and $name has tables;" \\
          "use ClickHouseSpec.managed().withDatabase(\\"$name\\")" >&2
        exit 1
      fi
    done
    """
        .formatted(directory, database.replace("-", "%2D"), database, largeLog);
  }
}
