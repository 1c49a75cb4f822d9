package io.github.plausible4j.k8s.internal.database;

/**
 * Refuses a volume whose events are in a database of another name, before the server opens it and
 * makes an empty one beside it. It names tables of logs that the server has filled before, too: the
 * stack bounds the new ones only. It reads the names of files, because the volume's users are
 * others than the stack's. For internal use only.
 */
public final class ClickHouseVolumeCheck {
  /** In KiB; a smaller table is not worth a word. */
  private static final int LARGE_LOG = 256 * 1024;

  private ClickHouseVolumeCheck() {}

  /**
   * The script. The server writes a hyphen in the name of a file as %2D.
   *
   * @param database that the stack uses
   * @param directory where the data of the server are
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
        echo "an old log takes $((size / 1024)) MiB of this volume;" \\
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
