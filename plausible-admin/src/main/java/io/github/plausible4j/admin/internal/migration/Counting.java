package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.backup.BackupDatabase;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.ClickHouseDatabase;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.admin.internal.backup.Programs;
import io.github.plausible4j.admin.internal.clickhouse.SqlToken;
import io.github.plausible4j.admin.migration.DataCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts users and events in the two databases of Plausible, with the programs on their hosts. */
final class Counting {
  private final PostgresDatabase postgres;
  private final ClickHouseDatabase clickHouse;

  Counting(PostgresDatabase postgres, ClickHouseDatabase clickHouse) {
    this.postgres = postgres;
    this.clickHouse = clickHouse;
  }

  static Counting of(BackupSource source) {
    PostgresDatabase postgres = null;
    ClickHouseDatabase clickHouse = null;
    for (BackupDatabase each : source.databases()) {
      if (each instanceof PostgresDatabase found) {
        postgres = found;
      } else if (each instanceof ClickHouseDatabase found) {
        clickHouse = found;
      }
    }
    if (postgres == null || clickHouse == null) {
      throw new IllegalArgumentException("Plausible has two databases");
    }
    return new Counting(postgres, clickHouse);
  }

  DataCounts all() throws IOException {
    long users = Long.parseLong(ask(postgres, "SELECT count(*) FROM users").get(0));
    return new DataCounts(users, eventsBySite());
  }

  /** Before 2.0 each event contains the domain; since then it contains the id of the site. */
  Map<String, Long> eventsBySite() throws IOException {
    return tables().contains("events_v2") ? numbered("") : named();
  }

  private Map<String, Long> numbered(String condition) throws IOException {
    Map<String, Long> byNumber = counts("site_id", "events_v2", condition);
    Map<String, Long> bySite = new TreeMap<>();
    for (String line : ask(postgres, "SELECT id || E'\\t' || domain FROM sites")) {
      String[] cells = line.split("\t", 2);
      bySite.put(cells[1], byNumber.getOrDefault(cells[0], 0L));
    }
    return bySite;
  }

  private Map<String, Long> named() throws IOException {
    Map<String, Long> events = counts("domain", "events", "");
    Map<String, Long> bySite = new TreeMap<>();
    for (String domain : ask(postgres, "SELECT domain FROM sites")) {
      bySite.put(domain, events.getOrDefault(domain, 0L));
    }
    return bySite;
  }

  /**
   * Describes each site that has fewer events in {@code events_v2} than in the old table {@code
   * events}, because the step with numeric ids has not copied them. Later events are ignored,
   * because they were never in the old table.
   */
  List<String> withoutNumericIds() throws IOException {
    List<String> tables = tables();
    if (!tables.contains("events")) {
      return List.of();
    }
    String copied = " WHERE timestamp <= (SELECT max(timestamp) FROM " + table("events") + ")";
    Map<String, Long> now = tables.contains("events_v2") ? numbered(copied) : Map.of();
    List<String> missing = new ArrayList<>();
    named()
        .forEach(
            (site, events) -> {
              long there = now.getOrDefault(site, 0L);
              if (there < events) {
                missing.add(site + " has " + events + " in events and " + there + " in events_v2");
              }
            });
    return missing;
  }

  String clickHouseVersion() throws IOException {
    return ask(clickHouse, "SELECT version()").get(0);
  }

  private List<String> tables() throws IOException {
    return ask(
        clickHouse,
        "SELECT name FROM system.tables WHERE database = "
            + SqlToken.literal(clickHouse.database()));
  }

  private String table(String name) {
    return SqlToken.name(clickHouse.database()) + "." + name;
  }

  private Map<String, Long> counts(String column, String table, String condition)
      throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    String from = " FROM " + table(table) + condition;
    for (String line :
        ask(clickHouse, "SELECT " + column + ", count()" + from + " GROUP BY " + column)) {
      String[] cells = line.split("\t", 2);
      counts.put(cells[0], Long.valueOf(cells[1]));
    }
    return counts;
  }

  static List<String> ask(ClickHouseDatabase database, String sql) throws IOException {
    return Programs.text(database.host(), database.query(sql)).lines().toList();
  }

  static List<String> ask(PostgresDatabase database, String sql) throws IOException {
    return Programs.text(
            database.host(),
            database.command(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--command=" + sql))
        .lines()
        .toList();
  }
}
