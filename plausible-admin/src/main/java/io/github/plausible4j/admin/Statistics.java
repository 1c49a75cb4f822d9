package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.clickhouse.ClickHouseException;
import io.github.plausible4j.admin.internal.clickhouse.EventTables;
import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.model.DatabaseException;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.StatisticsDeletion;
import io.github.plausible4j.admin.model.TableSize;
import io.github.plausible4j.admin.model.VisitFilter;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/**
 * Events and visits in ClickHouse. A deletion returns when ClickHouse has finished it, which
 * includes rewriting the affected parts of the tables. Every operation throws {@link
 * DatabaseException} if ClickHouse cannot be reached or rejects the statement. Thread-safe.
 */
public final class Statistics {
  private final Operations operations;
  private final EventTables tables;

  Statistics(Operations operations, EventTables tables) {
    this.operations = operations;
    this.tables = tables;
  }

  /** All tables of the database, the largest first. */
  public List<TableSize> sizes() {
    return asking("statistics.sizes", tables::sizes);
  }

  /**
   * The number of events and visits of a site. Bytes are estimated from the site's share of the
   * rows.
   *
   * @throws RefusedException if there is no such site
   */
  public List<TableSize> sizes(String domain) {
    long site = site(domain);
    return asking("statistics.sizes", () -> tables.sizes(site));
  }

  /**
   * Deletes events before a day, and visits that began before it, of all sites. A preview only
   * counts them. Imported statistics stay.
   *
   * @param date the first day that is kept, in UTC
   */
  public StatisticsDeletion deleteVisitsBefore(LocalDate date) {
    return delete("statistics.deleteVisitsBefore", date.toString(), EventTables.before(date));
  }

  /**
   * Deletes matching visits of a site with all their events, for example those of a spammer. A
   * preview only counts them.
   *
   * @throws RefusedException if there is no such site
   */
  public StatisticsDeletion deleteWhere(String domain, VisitFilter filter) {
    return delete("statistics.deleteWhere", domain, EventTables.matching(site(domain), filter));
  }

  private StatisticsDeletion delete(
      String operation, String subject, EventTables.Condition condition) {
    return operations.outside(
        operation, subject, preview -> asking(operation, () -> tables.delete(condition, preview)));
  }

  private long site(String domain) {
    String normal = DomainName.sought(domain);
    return operations.read(
        "statistics",
        (tx, schema) ->
            SiteRows.find(tx, schema, normal)
                .orElseThrow(
                    () ->
                        new RefusedException(
                            "There is no site \"" + normal + "\"; see sites().list()"))
                .id());
  }

  private static <T> T asking(String operation, Supplier<T> question) {
    try {
      return question.get();
    } catch (ClickHouseException e) {
      throw new DatabaseException(operation + " failed: " + e.getMessage(), e);
    }
  }
}
