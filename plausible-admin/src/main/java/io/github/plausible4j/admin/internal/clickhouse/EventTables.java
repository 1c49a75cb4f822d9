package io.github.plausible4j.admin.internal.clickhouse;

import io.github.plausible4j.admin.model.StatisticsDeletion;
import io.github.plausible4j.admin.model.TableSize;
import io.github.plausible4j.admin.model.VisitFilter;
import java.time.LocalDate;
import java.util.List;

/** The tables of events and visits, which every release since 2.0 has. For internal use only. */
public final class EventTables {
  private static final String EVENTS = "events_v2";
  private static final String VISITS = "sessions_v2";

  private final ClickHouseServer server;
  private final String database;

  public EventTables(ClickHouseServer server, String database) {
    this.server = server;
    this.database = database;
  }

  /**
   * The rows to delete from each table.
   *
   * @param events a condition that can contain {@code %s} for the table of events
   */
  public record Condition(String events, String visits) {}

  public static Condition before(LocalDate date) {
    String day = "toDateTime('" + date + " 00:00:00', 'UTC')";
    return new Condition("timestamp < " + day, "start < " + day);
  }

  /** Matches whole visits: one matching event selects a visit with all its events. */
  public static Condition matching(long site, VisitFilter filter) {
    String value = SqlToken.literal(filter.value());
    String matches =
        filter.contains()
            ? "position(" + filter.field().column() + ", " + value + ") > 0"
            : filter.field().column() + " = " + value;
    String condition =
        "site_id = "
            + site
            + " AND session_id IN (SELECT session_id FROM %s WHERE site_id = "
            + site
            + " AND "
            + matches.replace("%", "%%")
            + ")";
    return new Condition(condition, condition);
  }

  /** Deletes visits first, because they are found by their events. */
  public StatisticsDeletion delete(Condition condition, boolean preview) {
    long visits = count(VISITS, condition.visits());
    long events = count(EVENTS, condition.events());
    if (!preview && visits > 0) {
      delete(VISITS, condition.visits());
    }
    if (!preview && events > 0) {
      delete(EVENTS, condition.events());
    }
    return new StatisticsDeletion(events, visits);
  }

  public List<TableSize> sizes() {
    return server
        .ask(
            "SELECT table, sum(rows), sum(bytes_on_disk) FROM system.parts WHERE active AND"
                + " database = "
                + SqlToken.literal(database)
                + " GROUP BY table ORDER BY sum(bytes_on_disk) DESC, table")
        .stream()
        .map(row -> new TableSize(row.get(0), number(row.get(1)), number(row.get(2))))
        .toList();
  }

  public List<TableSize> sizes(long site) {
    return sizes().stream()
        .filter(table -> table.table().equals(EVENTS) || table.table().equals(VISITS))
        .map(table -> share(table, count(table.table(), "site_id = " + site)))
        .toList();
  }

  private static TableSize share(TableSize whole, long rows) {
    double part = whole.rows() == 0 ? 0 : (double) rows / whole.rows();
    return new TableSize(whole.table(), rows, Math.round(whole.bytes() * part));
  }

  private long count(String table, String condition) {
    return number(
        server
            .ask("SELECT count() FROM " + name(table) + " WHERE " + inserted(condition))
            .get(0)
            .get(0));
  }

  /** Waits until the mutation is done on the server and its replicas. */
  private void delete(String table, String condition) {
    server.ask(
        "ALTER TABLE "
            + name(table)
            + " DELETE WHERE "
            + inserted(condition)
            + " SETTINGS mutations_sync = 2");
  }

  private String inserted(String condition) {
    return condition.contains("%s") ? condition.formatted(name(EVENTS)) : condition;
  }

  private String name(String table) {
    return SqlToken.name(database) + "." + SqlToken.name(table);
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }
}
