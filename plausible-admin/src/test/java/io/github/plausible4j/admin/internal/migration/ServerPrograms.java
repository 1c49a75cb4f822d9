package io.github.plausible4j.admin.internal.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The programs of two containers on this machine: those of PostgreSQL are real and reach a real
 * server; ClickHouse is a script whose tables are files, a row a line, the site or domain first.
 */
final class ServerPrograms {
  /** Sets the places of the container to places of this machine, then runs the real program. */
  private static final String REAL =
      """
      #!/bin/sh
      PATH=${PATH#@ROOT@/bin:}
      export PGHOST=127.0.0.1
      for argument in "$@"; do
        shift
        case "$argument" in
          --port=5432) argument=--port=@PORT@ ;;
          /var/lib/clickhouse/*) argument=@ROOT@/lib/${argument#/var/lib/clickhouse/} ;;
          /etc/clickhouse-server/*) argument=@ROOT@/etc/${argument#/etc/clickhouse-server/} ;;
        esac
        set -- "$@" "$argument"
      done
      exec "$(basename "$0")" "$@"
      """;

  private static final String CLICKHOUSE =
      """
      #!/bin/sh
      for argument in "$@"; do
        case "$argument" in --query=*) query=${argument#--query=} ;; esac
      done
      part() { printf '%s' "$query" | sed -n "$1"; }
      database=$(part "s/.*database = '\\([^']*\\)'.*/\\1/p")
      [ -n "$database" ] || database=$(part 's/^[^`]*`\\([^`]*\\)`.*/\\1/p')
      file=@ROOT@/lib/backups/$(part "s/.*Disk('backups', '\\([^']*\\)').*/\\1/p")
      tables=@ROOT@/lib/data/$database
      count() {
        cut -f1 "$tables/$1" | sort | uniq -c | while read -r n key; do printf '%s\\t%s\\n' "$key" "$n"; done
      }
      case "$query" in
        "SELECT version()") echo 24.12.3.47 ;;
        "SELECT name FROM system.disks"*) [ ! -e @ROOT@/disk ] || echo backups ;;
        "SELECT name, total_rows"*)
          for table in "$tables"/*; do
            [ ! -e "$table" ] || printf '%s\\t%s\\n' "$(basename "$table")" "$(wc -l <"$table")"
          done ;;
        "SELECT name FROM system.tables WHERE engine"*) ;;
        "SELECT name FROM system.tables"*) ls "$tables" 2>/dev/null || true ;;
        "EXISTS TABLE"*) [ -e "$tables/schema_migrations" ] && echo 1 || echo 0 ;;
        "SELECT DISTINCT version"*) cut -f1 "$tables/schema_migrations" ;;
        "SELECT site_id, count()"*"WHERE timestamp <= (SELECT max(timestamp)"*)
          last=$(cut -f2 "$tables/events" | sort -n | tail -n 1)
          awk -F '\\t' -v last="$last" '$2 <= last' "$tables/events_v2" >"$tables/.copied"
          count .copied ;;
        "SELECT site_id, count()"*) count events_v2 ;;
        "SELECT domain, count()"*) count events ;;
        "DROP DATABASE IF EXISTS"*) rm -rf "$tables" ;;
        "BACKUP DATABASE"*)
          tar -cf "$file" -C "$tables" . && echo BACKUP_CREATED >@ROOT@/status ;;
        "RESTORE DATABASE"*)
          mkdir -p "$tables" && tar -xf "$file" -C "$tables" && echo RESTORED >@ROOT@/status ;;
        "SELECT status, error FROM system.backups"*) cat @ROOT@/status ;;
        *) echo "no answer to $query" >&2; exit 62 ;;
      esac
      """;

  private final Path root;

  ServerPrograms(Path root, int postgresPort) throws IOException {
    this.root = root;
    for (String directory : List.of("bin", "lib/data", "lib/backups", "etc/config.d")) {
      Files.createDirectories(root.resolve(directory));
    }
    for (String program :
        List.of("psql", "pg_dump", "pg_restore", "cat", "tee", "rm", "wc", "ls")) {
      script(program, REAL.replace("@PORT@", String.valueOf(postgresPort)));
    }
    script("clickhouse-client", CLICKHOUSE);
  }

  void script(String name, String content) throws IOException {
    Path file = Files.writeString(directory().resolve(name), content.replace("@ROOT@", root + ""));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path directory() {
    return root.resolve("bin");
  }

  /** Adds rows to a table of ClickHouse. */
  void rows(String database, String table, String key, int count) throws IOException {
    rows(database, table, key, 0, count);
  }

  /** Adds rows whose times begin with some number. */
  void rows(String database, String table, String key, int from, int count) throws IOException {
    Path file = Files.createDirectories(root.resolve("lib/data").resolve(database)).resolve(table);
    String rows =
        IntStream.range(from, from + count)
            .mapToObj(n -> key + "\t" + n + "\n")
            .collect(Collectors.joining());
    Files.writeString(file, Files.exists(file) ? Files.readString(file) + rows : rows);
  }

  /** All tables of a database of ClickHouse, as one text. */
  String content(String database) throws IOException {
    Path tables = root.resolve("lib/data").resolve(database);
    if (!Files.isDirectory(tables)) {
      return "";
    }
    StringBuilder content = new StringBuilder();
    try (Stream<Path> files = Files.list(tables)) {
      for (Path file : files.sorted().toList()) {
        content.append(file.getFileName()).append('\n').append(Files.readString(file));
      }
    }
    return content.toString();
  }
}
