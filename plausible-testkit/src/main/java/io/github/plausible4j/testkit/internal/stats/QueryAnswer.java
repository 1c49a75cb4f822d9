package io.github.plausible4j.testkit.internal.stats;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.plausible4j.testkit.internal.stats.count.Counter;
import io.github.plausible4j.testkit.internal.stats.count.Goals;
import io.github.plausible4j.testkit.internal.stats.count.Row;
import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.Metric;
import io.github.plausible4j.testkit.internal.stats.query.StatsQuery;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The answer to a query: rows, additional parts, and the query as the server understood it. */
final class QueryAnswer {
  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
          .appendOffset("+HH:MM", "+00:00")
          .toFormatter(Locale.ROOT);
  private static final Set<String> UTC = Set.of("Etc/UTC", "UTC", "Z");

  private QueryAnswer() {}

  static String of(StatsQuery query, ImportsAnswer imports, List<Row> rows) {
    StatsQuery.Page page = query.page();
    int from = Math.min(page.offset(), rows.size());
    List<Row> shown = rows.subList(from, from + Math.min(page.limit(), rows.size() - from));
    RevenueAnswer revenue = new RevenueAnswer(query, Goals.left(query));
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("results");
          for (Row row : shown) {
            write(json, query, revenue, row);
          }
          json.writeEndArray();
          json.writeFieldName("meta");
          // The database counts all rows in a column of each row, so an empty page has a total of
          // 0.
          JsonText.write(json, meta(query, imports, revenue, shown.isEmpty() ? 0 : rows.size()));
          json.writeFieldName("query");
          JsonText.write(json, query(query));
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, StatsQuery query, RevenueAnswer revenue, Row row)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("metrics");
    for (int i = 0; i < query.metrics().size(); i++) {
      Number value = row.metrics().get(i);
      JsonText.write(json, query.metrics().get(i).isRevenue() ? revenue.shown(row, value) : value);
    }
    json.writeEndArray();
    json.writeFieldName("dimensions");
    JsonText.write(json, row.shownValues());
    json.writeEndObject();
  }

  private static Map<String, Object> meta(
      StatsQuery query, ImportsAnswer imports, RevenueAnswer revenue, int totalRows) {
    Map<String, Object> meta = new TreeMap<>(imports.meta());
    Map<String, Object> warnings = new LinkedHashMap<>();
    for (Metric metric : query.metrics()) {
      Map<String, String> warning =
          metric.isRevenue() ? revenue.warning() : imports.warning(metric);
      if (warning != null) {
        warnings.put(metric.wireName(), warning);
      }
    }
    if (!warnings.isEmpty()) {
      meta.put("metric_warnings", warnings);
    }
    if (query.include().timeLabels()) {
      meta.put("time_labels", Counter.timeLabels(query));
    }
    if (query.include().totalRows()) {
      meta.put("total_rows", totalRows);
    }
    return meta;
  }

  private static Map<String, Object> query(StatsQuery query) {
    Map<String, Object> echo = new LinkedHashMap<>();
    ZoneId zone = query.site().zone();
    echo.put("site_id", query.site().domain());
    echo.put("metrics", query.metrics().stream().map(Metric::wireName).toList());
    echo.put(
        "date_range",
        List.of(shown(query.range().first(), zone), shown(query.range().last(), zone)));
    echo.put("filters", query.filters().stream().map(QueryAnswer::filter).toList());
    echo.put("dimensions", query.dimensions().stream().map(Dimension::name).toList());
    echo.put(
        "order_by",
        query.orders().stream()
            .map(order -> List.of(order.name(), order.descending() ? "desc" : "asc"))
            .toList());
    echo.put("include", include(query.include()));
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("offset", query.page().offset());
    page.put("limit", query.page().limit());
    echo.put("pagination", page);
    return echo;
  }

  private static String shown(Instant time, ZoneId zone) {
    String text = WITH_OFFSET.format(time.atZone(zone));
    return UTC.contains(zone.getId()) ? text.replace("+00:00", "Z") : text;
  }

  private static Object filter(Filter filter) {
    if (filter instanceof Filter.Not not) {
      return List.of("not", filter(not.filter()));
    }
    if (filter instanceof Filter.HasDone hasDone) {
      return List.of(hasDone.done() ? "has_done" : "has_not_done", filter(hasDone.filter()));
    }
    if (filter instanceof Filter.Group group) {
      return List.of(
          group.all() ? "and" : "or", group.filters().stream().map(QueryAnswer::filter).toList());
    }
    Filter.Comparison comparison = (Filter.Comparison) filter;
    List<Object> parts = new ArrayList<>();
    parts.add(comparison.operator().name().toLowerCase(Locale.ROOT));
    parts.add(comparison.dimension().name());
    parts.add(comparison.clauses());
    if (comparison.modifiers() != null) {
      parts.add(comparison.modifiers());
    }
    return parts;
  }

  private static Map<String, Object> include(StatsQuery.Include include) {
    Map<String, Object> truthy = new TreeMap<>();
    if (include.imports()) {
      truthy.put("imports", true);
    }
    if (include.timeLabels()) {
      truthy.put("time_labels", true);
    }
    if (include.totalRows()) {
      truthy.put("total_rows", true);
    }
    if (include.trimRelativeDateRange()) {
      truthy.put("trim_relative_date_range", true);
    }
    return truthy;
  }
}
