package io.github.plausible4j.testkit.internal.stats.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query about a site. For internal use only.
 *
 * @param orders what rows are ordered by, most important first
 * @param viewsFromVisits whether page views and events may be taken from visits, which the first
 *     version of the API does in breakdowns
 */
public record StatsQuery(
    StatsSite site,
    Instant now,
    TimeRange range,
    List<Metric> metrics,
    List<Dimension> dimensions,
    List<Filter> filters,
    List<Order> orders,
    Include include,
    Page page,
    boolean viewsFromVisits) {
  public StatsQuery {
    metrics = List.copyOf(metrics);
    dimensions = List.copyOf(dimensions);
    filters = List.copyOf(filters);
    orders = List.copyOf(orders);
  }

  /** The same, of another time. */
  public StatsQuery over(TimeRange other) {
    return new StatsQuery(
        site, now, other, metrics, dimensions, filters, orders, include, page, viewsFromVisits);
  }

  /** The same, filtered in another way. */
  public StatsQuery filteredBy(List<Filter> other) {
    return new StatsQuery(
        site, now, range, metrics, dimensions, other, orders, include, page, viewsFromVisits);
  }

  /** Other metrics of the same, in no order. */
  public StatsQuery measuring(List<Metric> other) {
    return new StatsQuery(
        site, now, range, other, dimensions, filters, List.of(), include, page, viewsFromVisits);
  }

  /** The same, grouped in another way. */
  public StatsQuery groupedBy(List<Dimension> other) {
    return new StatsQuery(
        site, now, range, metrics, other, filters, orders, include, page, viewsFromVisits);
  }

  /** The same in another order. */
  public StatsQuery orderedBy(List<Order> other) {
    return new StatsQuery(
        site, now, range, metrics, dimensions, filters, other, include, page, viewsFromVisits);
  }

  /**
   * The parts of the query that determine the rows and their order. They depend neither on the page
   * nor, once the range is known, on the time of the query.
   */
  public StatsQuery rowsOnly() {
    return new StatsQuery(
        site,
        range.first(),
        range,
        metrics,
        dimensions,
        filters,
        orders,
        include.imports() ? Include.IMPORTS : Include.NOTHING,
        Page.ALL,
        viewsFromVisits);
  }

  /** The same, of what was counted here alone. */
  public StatsQuery withoutImports() {
    return new StatsQuery(
        site,
        now,
        range,
        metrics,
        dimensions,
        filters,
        orders,
        Include.NOTHING,
        page,
        viewsFromVisits);
  }

  /**
   * One criterion of the order.
   *
   * @param metric what to order by, or null for a dimension
   * @param dimension what to order by, or null for a metric
   */
  public record Order(@Nullable Metric metric, @Nullable Dimension dimension, boolean descending) {
    /** By a metric. */
    public static Order by(Metric metric, boolean descending) {
      return new Order(metric, null, descending);
    }

    /** By a dimension. */
    public static Order by(Dimension dimension, boolean descending) {
      return new Order(null, dimension, descending);
    }

    /** The name on the wire of what to order by. */
    public String name() {
      return metric != null ? metric.wireName() : dimension == null ? "" : dimension.name();
    }
  }

  /** What comes beside the rows. */
  public record Include(
      boolean imports, boolean timeLabels, boolean totalRows, boolean trimRelativeDateRange) {
    /** Only the rows. */
    public static final Include NOTHING = new Include(false, false, false, false);

    /** Only the rows, with what was imported. */
    public static final Include IMPORTS = new Include(true, false, false, false);
  }

  /** Which rows. */
  public record Page(int limit, int offset) {
    /** The first 10,000. */
    public static final Page DEFAULT = new Page(10_000, 0);

    /** Every row. */
    public static final Page ALL = new Page(Integer.MAX_VALUE, 0);
  }
}
