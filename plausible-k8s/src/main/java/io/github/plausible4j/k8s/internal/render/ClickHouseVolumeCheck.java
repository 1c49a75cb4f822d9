package io.github.plausible4j.k8s.internal.render;

/**
 * Refuses a volume whose events are in a database of another name, before the server opens it and
 * makes an empty one beside it. It reads the names of files, because the volume's users are others
 * than the stack's.
 */
final class ClickHouseVolumeCheck {
  private ClickHouseVolumeCheck() {}

  /**
   * The script. The server writes a hyphen in the name of a file as %2D.
   *
   * @param database that the stack uses
   * @param directory where the data of the server are
   */
  static String script(String database, String directory) {
    return """
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
        .formatted(directory, database.replace("-", "%2D"), database);
  }
}
