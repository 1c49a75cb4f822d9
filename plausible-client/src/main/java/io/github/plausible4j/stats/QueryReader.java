package io.github.plausible4j.stats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.ProblemCollector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a query from the API's JSON. Problems name the JSON pointer. */
final class QueryReader {
  private static final Set<String> KEYS =
      Set.of(
          "site_id",
          "metrics",
          "date_range",
          "dimensions",
          "filters",
          "order_by",
          "include",
          "pagination");

  private final ProblemCollector problems = new ProblemCollector();

  private QueryReader() {}

  static QueryBody read(String json) {
    JsonNode tree;
    try {
      tree = Json.readStrictly(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "query is not JSON: " + Json.problem(e) + " at " + place(e), e);
    }
    QueryReader reader = new QueryReader();
    Optional<QueryBody> body = reader.body(tree);
    reader.problems.throwIfAny("query");
    return body.orElseThrow(() -> new IllegalStateException("a missing part is a problem"));
  }

  /**
   * Reads the query that an answer repeats; empty if it has parts that this library does not know.
   */
  static Optional<QueryBody> readEcho(JsonNode echo) {
    QueryReader reader = new QueryReader();
    Optional<QueryBody> body = reader.body(echo);
    return reader.problems.isEmpty() ? body : Optional.empty();
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? "an unknown place"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private Optional<QueryBody> body(JsonNode json) {
    if (!json.isObject()) {
      problems.add("#", JsonPointers.kind(json), "is not an object", "write {\"site_id\": …}");
      return Optional.empty();
    }
    onlyKeys(json, "#", KEYS);
    String siteId = siteId(json.get("site_id"));
    List<Metric> metrics = distinct(json.get("metrics"), "#/metrics", name(Metric::of, "visitors"));
    if (metrics == null) {
      problems.add("#/metrics", "is missing", "name at least one metric, such as visitors");
    } else if (json.get("metrics").isArray() && json.get("metrics").isEmpty()) {
      problems.add("#/metrics", "is empty", "name at least one metric, such as visitors");
    }
    DateRange range = new DateRangeReader(problems).read(json.get("date_range"));
    List<Dimension> dimensions =
        distinct(json.get("dimensions"), "#/dimensions", name(Dimension::of, "event:page"));
    if (dimensions != null && dimensions.contains(Dimension.SEGMENT)) {
      problems.add(
          "#/dimensions/" + dimensions.indexOf(Dimension.SEGMENT),
          "segment",
          "is not a dimension",
          "use it in filters");
    }
    FilterReader filters = new FilterReader(problems);
    List<Filter> filter = list(json.get("filters"), "#/filters", filters::read);
    List<OrderBy> orderBy = list(json.get("order_by"), "#/order_by", this::orderBy);
    Map<Include, Boolean> include = include(json.get("include"));
    QueryBody.Pagination pagination = pagination(json.get("pagination"));
    if (!problems.isEmpty() || siteId == null || metrics == null || range == null) {
      return Optional.empty();
    }
    return Optional.of(
        new QueryBody(siteId, metrics, range, dimensions, filter, orderBy, include, pagination));
  }

  private @Nullable String siteId(@Nullable JsonNode json) {
    if (json == null) {
      problems.add("#/site_id", "is missing", "name the site's domain");
      return null;
    }
    if (!json.isTextual()) {
      problems.add("#/site_id", json, "is not a string", "name the site's domain");
      return null;
    }
    return json.textValue();
  }

  private <T> BiFunction<JsonNode, String, @Nullable T> name(
      Function<String, T> factory, String example) {
    return (json, pointer) -> {
      if (json.isTextual() && !json.textValue().isBlank()) {
        try {
          return factory.apply(json.textValue());
        } catch (IllegalArgumentException e) {
          problems.add(pointer, json, "is not a name", "write one such as " + example);
          return null;
        }
      }
      problems.add(pointer, json, "is not a name", "write one such as " + example);
      return null;
    };
  }

  private <T> @Nullable List<T> distinct(
      @Nullable JsonNode json, String pointer, BiFunction<JsonNode, String, @Nullable T> read) {
    List<T> items = list(json, pointer, read);
    if (items != null) {
      Set<T> seen = new HashSet<>();
      for (T item : items) {
        if (!seen.add(item)) {
          problems.add(pointer, item, "occurs twice", "name it once");
        }
      }
    }
    return items;
  }

  private <T> @Nullable List<T> list(
      @Nullable JsonNode json, String pointer, BiFunction<JsonNode, String, @Nullable T> read) {
    if (json == null) {
      return null;
    }
    List<T> items = new ArrayList<>();
    if (!json.isArray()) {
      problems.add(pointer, JsonPointers.kind(json), "is not a list", "write it as [ … ]");
      return items;
    }
    for (int i = 0; i < json.size(); i++) {
      T item = read.apply(json.get(i), pointer + "/" + i);
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private @Nullable OrderBy orderBy(JsonNode json, String pointer) {
    if (json.isArray() && json.size() == 2 && json.get(0).isTextual() && json.get(1).isTextual()) {
      String direction = json.get(1).textValue();
      if (json.get(0).textValue().equals(Dimension.GOAL.name())) {
        problems.add(pointer + "/0", json.get(0), "cannot be ordered by", "order by a metric");
        return null;
      }
      if (direction.equals("asc") || direction.equals("desc")) {
        return new OrderBy(
            json.get(0).textValue(), OrderBy.Direction.valueOf(direction.toUpperCase(Locale.ROOT)));
      }
    }
    problems.add(
        pointer, json, "is not a name and a direction", "write it as [\"visitors\", \"desc\"]");
    return null;
  }

  private @Nullable Map<Include, Boolean> include(@Nullable JsonNode json) {
    if (json == null) {
      return null;
    }
    Map<Include, Boolean> options = new TreeMap<>();
    if (!json.isObject()) {
      problems.add(
          "#/include", JsonPointers.kind(json), "is not an object", "write {\"total_rows\": true}");
      return options;
    }
    for (Map.Entry<String, JsonNode> option : Json.fields(json).entrySet()) {
      String pointer = "#/include/" + JsonPointers.escape(option.getKey());
      Optional<Include> include = Include.of(option.getKey());
      if (include.isEmpty()) {
        problems.add(
            pointer,
            "is not a key of the API",
            "use imports, time_labels, total_rows or remove it");
      } else if (!option.getValue().isBoolean()) {
        problems.add(pointer, option.getValue(), "is not a boolean", "write true or false");
      } else {
        options.put(include.get(), option.getValue().booleanValue());
      }
    }
    return options;
  }

  private QueryBody.@Nullable Pagination pagination(@Nullable JsonNode json) {
    if (json == null) {
      return null;
    }
    if (!json.isObject()) {
      problems.add(
          "#/pagination", JsonPointers.kind(json), "is not an object", "write {\"limit\": 10}");
      return null;
    }
    onlyKeys(json, "#/pagination", Set.of("limit", "offset"));
    Long limit = number(json.get("limit"), "#/pagination/limit", 1, StatsQuery.MAX_LIMIT);
    Long offset = number(json.get("offset"), "#/pagination/offset", 0, Long.MAX_VALUE);
    return new QueryBody.Pagination(limit == null ? null : limit.intValue(), offset);
  }

  private @Nullable Long number(@Nullable JsonNode json, String pointer, long least, long most) {
    if (json == null) {
      return null;
    }
    Optional<Long> number =
        JsonPointers.wholeNumber(json)
            .filter(n -> n.bitLength() < 64)
            .map(BigInteger::longValue)
            .filter(n -> n >= least && n <= most);
    if (number.isEmpty()) {
      problems.add(
          pointer,
          json,
          "is not a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most),
          "write one");
    }
    return number.orElse(null);
  }

  private void onlyKeys(JsonNode json, String pointer, Set<String> known) {
    for (Map.Entry<String, JsonNode> field : Json.fields(json).entrySet()) {
      if (!known.contains(field.getKey())) {
        problems.add(
            pointer + "/" + JsonPointers.escape(field.getKey()),
            "is not a key of the API",
            "remove it; servers reject unknown keys");
      }
    }
  }
}
