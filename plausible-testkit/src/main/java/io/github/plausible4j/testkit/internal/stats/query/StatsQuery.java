package io.github.plausible4j.testkit.internal.stats.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query about a site. For internal use only.
 *
 * @param orders the order of the rows, most important first
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

  /** A copy of this query with another range. */
  public StatsQuery over(TimeRange other) {
    return new StatsQuery(
        site, now, other, metrics, dimensions, filters, orders, include, page, viewsFromVisits);
  }

  /** A copy of this query with other filters. */
  public StatsQuery filteredBy(List<Filter> other) {
    return new StatsQuery(
        site, now, range, metrics, dimensions, other, orders, include, page, viewsFromVisits);
  }

  /** A copy of this query with other metrics and without an order. */
  public StatsQuery measuring(List<Metric> other) {
    return new StatsQuery(
        site, now, range, other, dimensions, filters, List.of(), include, page, viewsFromVisits);
  }

  /** A copy of this query with other dimensions. */
  public StatsQuery groupedBy(List<Dimension> other) {
    return new StatsQuery(
        site, now, range, metrics, other, filters, orders, include, page, viewsFromVisits);
  }

  /** A copy of this query in another order. */
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

  /** A copy of this query without imports. */
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
   * A criterion of the order.
   *
   * @param metric the metric to order by, or null for a dimension
   * @param dimension the dimension to order by, or null for a metric
   */
  public record Order(@Nullable Metric metric, @Nullable Dimension dimension, boolean descending) {
    /** Orders by a metric. */
    public static Order by(Metric metric, boolean descending) {
      return new Order(metric, null, descending);
    }

    /** Orders by a dimension. */
    public static Order by(Dimension dimension, boolean descending) {
      return new Order(null, dimension, descending);
    }

    /** The name of the metric or dimension in queries. */
    public String name() {
      return metric != null ? metric.wireName() : dimension == null ? "" : dimension.name();
    }
  }

  /** The parts of an answer in addition to the rows. */
  public record Include(
      boolean imports, boolean timeLabels, boolean totalRows, boolean trimRelativeDateRange) {
    /** Only the rows. */
    public static final Include NOTHING = new Include(false, false, false, false);

    /** Only the rows, including imports. */
    public static final Include IMPORTS = new Include(true, false, false, false);
  }

  /** The requested rows. */
  public record Page(int limit, int offset) {
    /** The first 10,000 rows. */
    public static final Page DEFAULT = new Page(10_000, 0);

    /** All rows. */
    public static final Page ALL = new Page(Integer.MAX_VALUE, 0);
  }
}
