package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes a query as the API's JSON. */
final class QueryWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private QueryWriter() {}

  static ObjectNode write(QueryBody body) {
    ObjectNode json = JSON.objectNode();
    json.put("site_id", body.siteId());
    ArrayNode metrics = json.putArray("metrics");
    body.metrics().forEach(metric -> metrics.add(metric.name()));
    json.set("date_range", dateRange(body.dateRange()));
    List<Dimension> dimensions = body.dimensions();
    if (dimensions != null) {
      ArrayNode names = json.putArray("dimensions");
      dimensions.forEach(dimension -> names.add(dimension.name()));
    }
    if (body.filters() != null) {
      json.set("filters", filters(body.filters()));
    }
    List<OrderBy> orderBy = body.orderBy();
    if (orderBy != null) {
      ArrayNode keys = json.putArray("order_by");
      orderBy.forEach(key -> keys.addArray().add(key.name()).add(direction(key)));
    }
    Map<Include, Boolean> include = body.include();
    if (include != null) {
      ObjectNode options = json.putObject("include");
      new TreeMap<>(include).forEach((option, on) -> options.put(option.toString(), on));
    }
    QueryBody.Pagination pagination = body.pagination();
    if (pagination != null) {
      ObjectNode page = json.putObject("pagination");
      if (pagination.limit() != null) {
        page.put("limit", pagination.limit());
      }
      if (pagination.offset() != null) {
        page.put("offset", pagination.offset());
      }
    }
    return json;
  }

  private static String direction(OrderBy key) {
    return key.direction().name().toLowerCase(Locale.ROOT);
  }

  private static JsonNode dateRange(DateRange range) {
    if (range instanceof DateRange.Days days) {
      return JSON.arrayNode().add(days.first().toString()).add(days.last().toString());
    }
    if (range instanceof DateRange.Moments moments) {
      return JSON.arrayNode().add(moments.startText()).add(moments.endText());
    }
    return JSON.textNode(((DateRange.Relative) range).shorthand());
  }

  private static ArrayNode filters(List<Filter> filters) {
    ArrayNode json = JSON.arrayNode(filters.size());
    filters.forEach(filter -> json.add(filter(filter)));
    return json;
  }

  static ArrayNode filter(Filter filter) {
    ArrayNode json = JSON.arrayNode();
    if (filter instanceof Filter.Comparison comparison) {
      return comparison(comparison);
    }
    if (filter instanceof Filter.AllOf all) {
      return json.add("and").add(filters(all.filters()));
    }
    if (filter instanceof Filter.AnyOf any) {
      return json.add("or").add(filters(any.filters()));
    }
    if (filter instanceof Filter.Not not) {
      return json.add("not").add(filter(not.filter()));
    }
    Filter.Behavior behavior = (Filter.Behavior) filter;
    return json.add(behavior.done() ? "has_done" : "has_not_done").add(filter(behavior.event()));
  }

  private static ArrayNode comparison(Filter.Comparison comparison) {
    ArrayNode json = JSON.arrayNode();
    json.add(comparison.operator().toString()).add(comparison.dimension().name());
    ArrayNode clauses = json.addArray();
    for (Object clause : comparison.clauses()) {
      if (clause instanceof String text) {
        clauses.add(text);
      } else if (clause instanceof Long number) {
        clauses.add(number.longValue());
      } else {
        clauses.add((BigInteger) clause);
      }
    }
    Filter.Modifiers modifiers = comparison.modifiers();
    if (modifiers != null) {
      ObjectNode written = json.addObject();
      if (modifiers.caseSensitive() != null) {
        written.put("case_sensitive", modifiers.caseSensitive());
      }
    }
    return json;
  }
}
