package io.github.plausible4j.testkit.internal.stats.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks the form of a query. Each problem has its JSON pointer. */
final class QuerySchema {
  private static final List<String> REQUIRED = List.of("site_id", "metrics", "date_range");
  private static final Set<String> KEYS =
      Set.of(
          "date_range",
          "dimensions",
          "filters",
          "include",
          "metrics",
          "order_by",
          "pagination",
          "site_id");
  private static final Set<String> INCLUDE_KEYS =
      Set.of("imports", "time_labels", "total_rows", "trim_relative_date_range");
  private static final Set<String> PAGINATION_KEYS = Set.of("limit", "offset");

  private final List<String> findings = new ArrayList<>();

  private final StatsEdition edition;

  private QuerySchema(StatsEdition edition) {
    this.edition = edition;
  }

  /** The problems, in the order of a real server: by key, then unknown keys, then missing keys. */
  static List<String> findings(ObjectNode query, StatsEdition edition) {
    QuerySchema schema = new QuerySchema(edition);
    schema.checkQuery(query);
    return List.copyOf(schema.findings);
  }

  private void checkQuery(ObjectNode query) {
    for (String key : new TreeSet<>(KEYS)) {
      JsonNode value = query.get(key);
      if (value != null) {
        checkKey(key, value);
      }
    }
    checkUnknownKeys("#", query, KEYS);
    List<String> missing = REQUIRED.stream().filter(key -> !query.has(key)).toList();
    if (missing.size() == 1) {
      find("#", "Required property " + missing.get(0) + " was not present.");
    } else if (!missing.isEmpty()) {
      find("#", "Required properties " + String.join(", ", missing) + " were not present.");
    }
  }

  private void checkKey(String key, JsonNode value) {
    String path = "#/" + key;
    switch (key) {
      case "date_range" -> {
        if (!DateRangeReader.isWellFormed(value, edition)) {
          find(path, "Invalid date range " + ElixirTerm.inspect(value));
        }
      }
      case "dimensions" -> checkItems(path, value, "dimension");
      case "filters" -> checkItems(path, value, "filter");
      case "metrics" -> checkItems(path, value, "metric");
      case "order_by" -> checkOrders(path, value);
      case "include" -> checkInclude(path, value);
      case "pagination" -> checkPagination(path, value);
      default -> checkType(path, value, "String", value.isTextual());
    }
  }

  private void checkItems(String path, JsonNode items, String what) {
    if (!items.isArray()) {
      checkType(path, items, "Array", false);
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      if (!isItem(what, items.get(i))) {
        find(path + "/" + i, "Invalid " + what + " " + ElixirTerm.inspect(items.get(i)));
      }
    }
    if (what.equals("metric") && items.isEmpty()) {
      find(path, "Expected a minimum of 1 items but got 0.");
    }
    Set<JsonNode> distinct = new HashSet<>();
    items.forEach(distinct::add);
    if (!what.equals("filter") && distinct.size() < items.size()) {
      find(path, "Expected items to be unique but they were not.");
    }
  }

  private boolean isItem(String what, JsonNode item) {
    return switch (what) {
      case "metric" -> Names.isMetric(item, edition);
      case "dimension" -> Names.isGroup(item);
      default -> new FilterSchema(edition).matches(item);
    };
  }

  private void checkOrders(String path, JsonNode orders) {
    checkType(path, orders, "Array", orders.isArray());
    for (int i = 0; orders.isArray() && i < orders.size(); i++) {
      checkOrder(path + "/" + i, orders.get(i));
    }
  }

  private void checkOrder(String path, JsonNode order) {
    if (!order.isArray()) {
      checkType(path, order, "Array", false);
      return;
    }
    if (!order.isEmpty() && !Names.isOrder(order.get(0), edition)) {
      find(path + "/0", "Invalid value in order_by " + ElixirTerm.inspect(order.get(0)));
    }
    JsonNode direction = order.path(1);
    if (order.size() > 1
        && !direction.asText().equals("asc")
        && !direction.asText().equals("desc")) {
      find(path + "/1", "Value is not allowed in enum.");
      checkType(path + "/1", direction, "String", direction.isTextual());
    }
    if (order.size() > 2) {
      find(path, "Schema does not allow additional items.");
      find(path, "Expected a maximum of 2 items but got " + order.size() + ".");
    }
    if (order.size() < 2) {
      find(path, "Expected a minimum of 2 items but got " + order.size() + ".");
    }
  }

  private void checkInclude(String path, JsonNode include) {
    for (String key : new TreeSet<>(INCLUDE_KEYS)) {
      JsonNode value = include.get(key);
      if (value != null) {
        checkType(path + "/" + key, value, "Boolean", value.isBoolean());
      }
    }
    checkUnknownKeys(path, include, INCLUDE_KEYS);
    checkType(path, include, "Object", include.isObject());
  }

  private void checkPagination(String path, JsonNode pagination) {
    JsonNode limit = pagination.get("limit");
    if (limit != null) {
      if (limit.isNumber() && limit.doubleValue() > 10_000) {
        find(path + "/limit", "Expected the value to be <= 10000");
      }
      checkWhole(path + "/limit", limit, 1);
    }
    JsonNode offset = pagination.get("offset");
    if (offset != null) {
      checkWhole(path + "/offset", offset, 0);
    }
    checkUnknownKeys(path, pagination, PAGINATION_KEYS);
    checkType(path, pagination, "Object", pagination.isObject());
  }

  private void checkWhole(String path, JsonNode value, int least) {
    if (value.isNumber() && value.doubleValue() < least) {
      find(path, "Expected the value to be >= " + least);
    }
    checkType(path, value, "Integer", FilterSchema.isWhole(value));
  }

  private void checkUnknownKeys(String path, JsonNode object, Set<String> known) {
    TreeSet<String> unknown = new TreeSet<>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    for (String key : unknown) {
      find(path + "/" + key, "Schema does not allow additional properties.");
    }
  }

  private void checkType(String path, JsonNode value, String expected, boolean fits) {
    if (!fits) {
      find(path, "Type mismatch. Expected " + expected + " but got " + typeOf(value) + ".");
    }
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> "Null";
      case STRING -> "String";
      case BOOLEAN -> "Boolean";
      case ARRAY -> "Array";
      case OBJECT -> "Object";
      case NUMBER -> value.isIntegralNumber() ? "Integer" : "Number";
      default -> "Unknown";
    };
  }

  private void find(String path, String text) {
    findings.add(path + ": " + text);
  }
}
