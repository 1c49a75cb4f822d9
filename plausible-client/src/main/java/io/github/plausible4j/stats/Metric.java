package io.github.plausible4j.stats;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.List;
import java.util.Locale;

/**
 * A metric: what a query counts or measures. The constants are the metrics of Plausible's API. Use
 * {@link #of} for a metric that is newer than this library. Two metrics are equal if their names
 * are equal. Immutable and thread-safe.
 */
public final class Metric {
  /** The format of a metric's values. */
  enum Unit {
    COUNT,
    DECIMAL,
    PERCENT,
    SECONDS,
    MONEY
  }

  /** Unique visitors. */
  public static final Metric VISITORS = new Metric("visitors", Unit.COUNT);

  /** Visits, also called sessions: a visit ends after 30 minutes without an event. */
  public static final Metric VISITS = new Metric("visits", Unit.COUNT);

  /** Page views. */
  public static final Metric PAGEVIEWS = new Metric("pageviews", Unit.COUNT);

  /**
   * Page views for each visit, with up to two decimals. Cannot be combined with dimensions other
   * than time, or with a page filter.
   */
  public static final Metric VIEWS_PER_VISIT = new Metric("views_per_visit", Unit.DECIMAL);

  /** Visits with one page view and no interaction, in whole percent of the visits. */
  public static final Metric BOUNCE_RATE = new Metric("bounce_rate", Unit.PERCENT);

  /** Mean length of a visit, in seconds. May be null. */
  public static final Metric VISIT_DURATION = new Metric("visit_duration", Unit.SECONDS);

  /** Page views and custom events; with a goal filter, conversions. Null for scroll goals. */
  public static final Metric EVENTS = new Metric("events", Unit.COUNT);

  /** Visitors of this row in percent of all visitors, with up to two decimals. May be null. */
  public static final Metric PERCENTAGE = new Metric("percentage", Unit.PERCENT);

  /** Visitors who reached the goal in percent of all visitors. Needs a goal filter or dimension. */
  public static final Metric CONVERSION_RATE = new Metric("conversion_rate", Unit.PERCENT);

  /** Like {@link #CONVERSION_RATE}, but in percent of the visitors of the same row. */
  public static final Metric GROUP_CONVERSION_RATE =
      new Metric("group_conversion_rate", Unit.PERCENT);

  /**
   * Mean time on a page, in seconds. Needs a page filter or dimension. May be null. Since Plausible
   * 3.0.
   */
  public static final Metric TIME_ON_PAGE = new Metric("time_on_page", Unit.SECONDS);

  /**
   * Mean scroll depth in percent. Needs a page filter or dimension. May be null. Since Plausible
   * 3.0.
   */
  public static final Metric SCROLL_DEPTH = new Metric("scroll_depth", Unit.PERCENT);

  /** Sum of revenue. Hosted Plausible only. May be null. */
  public static final Metric TOTAL_REVENUE = new Metric("total_revenue", Unit.MONEY);

  /** Mean revenue of a conversion. Hosted Plausible only. May be null. */
  public static final Metric AVERAGE_REVENUE = new Metric("average_revenue", Unit.MONEY);

  private static final List<Metric> ALL =
      List.of(
          VISITORS,
          VISITS,
          PAGEVIEWS,
          VIEWS_PER_VISIT,
          BOUNCE_RATE,
          VISIT_DURATION,
          EVENTS,
          PERCENTAGE,
          CONVERSION_RATE,
          GROUP_CONVERSION_RATE,
          TIME_ON_PAGE,
          SCROLL_DEPTH,
          TOTAL_REVENUE,
          AVERAGE_REVENUE);

  private final String name;
  private final Unit unit;

  private Metric(String name, Unit unit) {
    this.name = name;
    this.unit = unit;
  }

  /**
   * Returns the metric with a name, which may be newer than this library.
   *
   * @throws IllegalArgumentException if the name is empty, has white space, or is a known metric
   *     with another case or with hyphens
   */
  public static Metric of(String name) {
    for (Metric metric : ALL) {
      if (metric.name.equals(name)) {
        return metric;
      }
    }
    for (Metric metric : ALL) {
      if (metric.name.equals(name.toLowerCase(Locale.ROOT).replace('-', '_'))) {
        throw new IllegalArgumentException(
            "metric " + ProblemCollector.quoted(name) + " is unknown; write " + metric);
      }
    }
    if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "metric " + ProblemCollector.quoted(name) + " is not a name; write one such as visitors");
    }
    // A metric that is newer than this library is shown as the server sends it.
    return new Metric(name, Unit.DECIMAL);
  }

  /** All metrics that this library knows, in the order of the API's documentation. */
  public static List<Metric> all() {
    return ALL;
  }

  /** The name in the API, for example {@code visitors}. */
  public String name() {
    return name;
  }

  Unit unit() {
    return unit;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metric metric && metric.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name in the API. */
  @Override
  public String toString() {
    return name;
  }
}
