package io.github.plausible4j.testkit.internal.stats.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery.Include;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery.Order;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery.Page;
import io.github.plausible4j.testkit.internal.stats.query.StatsSite;
import io.github.plausible4j.testkit.internal.stats.query.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Converts the JSON of a query into a query that can be counted. For internal use only. */
public final class QueryReader {
  private QueryReader() {}

  /**
   * Reads a query.
   *
   * @param firstDay the day of the site's first event, or today
   * @throws RefusedQuery if a real server rejects it, with the text of that server
   */
  public static StatsQuery read(
      ObjectNode json, StatsSite site, Instant now, Supplier<LocalDate> firstDay) {
    List<String> findings = QuerySchema.findings(json, site.edition());
    if (!findings.isEmpty()) {
      throw RefusedQuery.invalid(String.join("\n", findings));
    }
    TimeRange range =
        DateRangeReader.read(
            json.path("date_range"),
            now,
            site.zone(),
            site.edition(),
            () -> Objects.requireNonNullElseGet(site.statsStart(), firstDay));
    StatsQuery query =
        new StatsQuery(
            site,
            now,
            range,
            metrics(json.path("metrics")),
            dimensions(json.path("dimensions")),
            SegmentFilters.expanded(FilterReader.read(json.path("filters")), site),
            orders(json.path("order_by")),
            include(json.path("include")),
            page(json.path("pagination")),
            false);
    QueryChecks.check(query);
    return QueryDefaults.complete(query, json.path("date_range"), json.has("order_by"));
  }

  private static List<Metric> metrics(JsonNode names) {
    List<Metric> metrics = new ArrayList<>();
    names.forEach(name -> metrics.add(Objects.requireNonNull(Metric.of(name.textValue()))));
    return metrics;
  }

  private static List<Dimension> dimensions(JsonNode names) {
    List<Dimension> dimensions = new ArrayList<>();
    names.forEach(name -> dimensions.add(new Dimension(name.textValue())));
    return dimensions;
  }

  private static List<Order> orders(JsonNode entries) {
    List<Order> orders = new ArrayList<>();
    for (JsonNode entry : entries) {
      String name = entry.get(0).textValue();
      boolean descending = entry.get(1).textValue().equals("desc");
      Metric metric = Metric.of(name);
      orders.add(
          metric == null
              ? Order.by(new Dimension(name), descending)
              : Order.by(metric, descending));
    }
    return orders;
  }

  private static Include include(JsonNode include) {
    return new Include(
        include.path("imports").booleanValue(),
        include.path("time_labels").booleanValue(),
        include.path("total_rows").booleanValue(),
        include.path("trim_relative_date_range").booleanValue());
  }

  private static Page page(JsonNode page) {
    JsonNode limit = page.path("limit");
    JsonNode offset = page.path("offset");
    return new Page(
        limit instanceof MissingNode ? Page.DEFAULT.limit() : limit.intValue(),
        offset instanceof MissingNode
            ? 0
            : (int) Math.min(offset.doubleValue(), Integer.MAX_VALUE));
  }
}
