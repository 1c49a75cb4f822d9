package io.github.plausible4j.testkit.internal.stats.legacy;

import io.github.plausible4j.testkit.internal.stats.count.Counter;
import io.github.plausible4j.testkit.internal.stats.count.ImportsUse;
import io.github.plausible4j.testkit.internal.stats.count.Row;
import io.github.plausible4j.testkit.internal.stats.parse.HostnamesOfVisits;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery.Order;
import io.github.plausible4j.testkit.internal.stats.query.StatsSite;
import io.github.plausible4j.testkit.internal.stats.query.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The first version of the API, from parameters to results in maps and lists. For internal use
 * only.
 */
public final class LegacyStats {
  private final StatsSite site;
  private final Instant now;
  private final Function<StatsQuery, List<Row>> counted;
  private final Function<StatsQuery, ImportsUse> imports;

  /**
   * Creates the statistics of a site at a time.
   *
   * @param counted returns all rows of a query
   * @param imports decides how imported statistics are used in it
   */
  public LegacyStats(
      StatsSite site,
      Instant now,
      Function<StatsQuery, List<Row>> counted,
      Function<StatsQuery, ImportsUse> imports) {
    this.site = site;
    this.now = now;
    this.counted = counted;
    this.imports = imports;
  }

  /** GET /api/v1/stats/aggregate. */
  public Map<String, Object> aggregate(Map<String, String> parameters) {
    StatsQuery query = query(parameters, null, null);
    List<@Nullable Number> values = counted.apply(query).get(0).metrics();
    Map<String, Object> results = new LinkedHashMap<>();
    boolean compares = "previous_period".equals(parameters.get("compare"));
    List<@Nullable Number> before =
        compares ? counted.apply(query.over(previous(query))).get(0).metrics() : values;
    for (int i = 0; i < query.metrics().size(); i++) {
      Metric metric = query.metrics().get(i);
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("value", values.get(i));
      if (compares) {
        result.put("change", Change.of(metric, before.get(i), values.get(i)));
        result.put("comparison_value", before.get(i));
      }
      results.put(metric.wireName(), result);
    }
    return answer(query, results);
  }

  /** GET /api/v1/stats/timeseries; each bucket of the range has a row. */
  public Map<String, Object> timeseries(Map<String, String> parameters) {
    TimeRange range = LegacyPeriod.read(parameters, now, site.zone());
    Dimension interval = LegacyPeriod.interval(parameters);
    StatsQuery asked = query(parameters, range, null);
    StatsQuery query =
        asked
            .measuring(asked.metrics().stream().map(LegacyStats::ofGroup).toList())
            .groupedBy(List.of(interval))
            .orderedBy(List.of(Order.by(interval, false)));
    Map<Object, Row> rows = new LinkedHashMap<>();
    counted.apply(query).forEach(row -> rows.put(row.shownValues().get(0), row));
    List<Object> results = new ArrayList<>();
    for (String label : Counter.timeLabels(query)) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("date", label);
      Row row = rows.get(label);
      for (int i = 0; i < asked.metrics().size(); i++) {
        Metric metric = asked.metrics().get(i);
        result.put(metric.wireName(), row == null ? ofNothing(metric) : row.metrics().get(i));
      }
      results.add(result);
    }
    return answer(query, results);
  }

  /** GET /api/v1/stats/breakdown. */
  public Map<String, Object> breakdown(Map<String, String> parameters) {
    TimeRange range = LegacyPeriod.read(parameters, now, site.zone());
    Dimension property = LegacyDimensions.read(parameters.get("property"));
    StatsQuery asked = query(parameters, range, property);
    LegacyPage page = LegacyPage.read(parameters);
    List<Metric> metrics = new ArrayList<>(asked.metrics());
    if (metrics.equals(List.of(Metric.TIME_ON_PAGE))) {
      metrics.add(Metric.VISITORS);
    }
    boolean ofWhole = property.equals(Dimension.GOAL) || property.isProperty();
    if (!ofWhole) {
      metrics.replaceAll(LegacyStats::ofGroup);
    }
    List<Filter> filters =
        new ArrayList<>(HostnamesOfVisits.added(asked.filters(), List.of(property)));
    filters.addAll(LegacyDimensions.withoutUnknown(property));
    StatsQuery query =
        asked
            .measuring(metrics)
            .groupedBy(LegacyDimensions.grouped(property))
            .filteredBy(filters)
            .orderedBy(order(metrics, property));
    List<Object> results = new ArrayList<>();
    for (Row row : page.of(counted.apply(query))) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      List<Object> values = row.shownValues();
      for (int i = 0; i < values.size(); i++) {
        result.put(query.dimensions().get(i).shortName(), values.get(i));
      }
      for (int i = 0; i < asked.metrics().size(); i++) {
        result.put(asked.metrics().get(i).wireName(), row.metrics().get(i));
      }
      results.add(result);
    }
    return answer(query, results);
  }

  private Map<String, Object> answer(StatsQuery query, Object results) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("results", results);
    String warning = imports.apply(query).warning();
    if (warning != null) {
      answer.put("warning", warning);
    }
    return answer;
  }

  private StatsQuery query(
      Map<String, String> parameters, @Nullable TimeRange range, @Nullable Dimension property) {
    TimeRange read = range == null ? LegacyPeriod.read(parameters, now, site.zone()) : range;
    List<Filter> filters = LegacyFilters.read(parameters.get("filters"));
    LegacyFilters.check(filters, site);
    List<Metric> metrics = new LegacyMetrics(filters, property).read(parameters.get("metrics"));
    return new StatsQuery(
        site,
        now,
        read,
        metrics,
        List.of(),
        filters,
        List.of(),
        "true".equals(parameters.get("with_imported"))
            ? StatsQuery.Include.IMPORTS
            : StatsQuery.Include.NOTHING,
        StatsQuery.Page.ALL,
        property != null);
  }

  private TimeRange previous(StatsQuery query) {
    return LegacyPeriod.previous(query.range(), now, site.zone());
  }

  private static Metric ofGroup(Metric metric) {
    return metric == Metric.CONVERSION_RATE ? Metric.GROUP_CONVERSION_RATE : metric;
  }

  private static List<Order> order(List<Metric> metrics, Dimension property) {
    Metric first =
        metrics.stream().filter(metric -> metric != Metric.TIME_ON_PAGE).findFirst().orElseThrow();
    Order byMetric = Order.by(first, true);
    return property.equals(Dimension.GOAL)
        ? List.of(byMetric)
        : List.of(byMetric, Order.by(property, false));
  }

  private static @Nullable Number ofNothing(Metric metric) {
    return switch (metric) {
      case VISIT_DURATION, TIME_ON_PAGE -> null;
      case VIEWS_PER_VISIT, BOUNCE_RATE, CONVERSION_RATE -> 0.0;
      default -> 0L;
    };
  }
}
