package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.plausible4j.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The query language of a release as a JSON schema, and whether a body is in it. */
final class QuerySchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Schema schema;

  private QuerySchema(Schema schema) {
    this.schema = schema;
  }

  static QuerySchema of(Release release) {
    return new QuerySchema(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(body(release)));
  }

  /** A schema as a server publishes it. */
  static QuerySchema published(JsonNode schema) {
    return new QuerySchema(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema));
  }

  /** What is wrong with a body; empty if nothing. */
  List<String> problems(JsonNode body) {
    return schema
        .validate(
            body,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static ObjectNode body(Release release) {
    ObjectNode schema = json("{'type': 'object', 'additionalProperties': false}");
    schema.set("required", strings(List.of("site_id", "metrics", "date_range")));
    ObjectNode keys = schema.putObject("properties");
    keys.set("site_id", json("{'type': 'string'}"));
    keys.set("metrics", set(oneOf(release.metrics())).put("minItems", 1));
    keys.set("date_range", dateRange(release));
    keys.set("dimensions", set(any(oneOf(release.filterable()), PROPERTY, GOAL, times(release))));
    keys.set("filters", json("{'type': 'array', 'items': {'$ref': '#/$defs/filter'}}"));
    keys.set("order_by", list(orderBy(release)));
    keys.set("include", flags(release.includes()));
    keys.set(
        "pagination",
        json(
            """
            {'type': 'object', 'additionalProperties': false, 'properties': {
              'limit': {'type': 'integer', 'minimum': 1, 'maximum': 10000},
              'offset': {'type': 'integer', 'minimum': 0}}}\
            """));
    schema.putObject("$defs").set("filter", filter(release));
    return schema;
  }

  private static final ObjectNode PROPERTY =
      json("{'type': 'string', 'pattern': '^event:props:.+'}");
  private static final ObjectNode GOAL = json("{'const': 'event:goal'}");

  private static ObjectNode times(Release release) {
    return oneOf(release.times());
  }

  private static ObjectNode orderBy(Release release) {
    return tuple(
        any(oneOf(release.metrics()), oneOf(release.filterable()), PROPERTY, times(release)),
        oneOf(List.of("asc", "desc")));
  }

  private static ObjectNode dateRange(Release release) {
    ObjectNode range =
        any(
            oneOf(release.shorthands()),
            tuple(json("{'format': 'date'}"), json("{'format': 'date'}")),
            tuple(json("{'format': 'date-time'}"), json("{'format': 'date-time'}")));
    range
        .withArray("anyOf")
        .forEach(
            choice -> {
              JsonNode items = choice.path("prefixItems");
              items.forEach(item -> ((ObjectNode) item).put("type", "string"));
            });
    if (release.has(Release.Part.ANY_LENGTH)) {
      range.withArray("anyOf").add(json("{'type': 'string', 'pattern': '^[0-9]+(d|mo)$'}"));
    }
    return range;
  }

  private static ObjectNode filter(Release release) {
    ObjectNode plain = any(oneOf(release.filterable()), PROPERTY);
    ObjectNode withGoal = any(oneOf(release.filterable()), PROPERTY, GOAL);
    ObjectNode forIs = withGoal.deepCopy();
    if (release.has(Release.Part.SEGMENTS)) {
      forIs.withArray("anyOf").add(json("{'const': 'segment'}"));
    }
    boolean cased = release.has(Release.Part.CASE);
    ObjectNode filter =
        any(
            comparison(List.of("is"), forIs, cased),
            comparison(List.of("contains"), withGoal, cased),
            comparison(List.of("is_not", "contains_not"), plain, cased),
            comparison(List.of("matches", "matches_not"), plain, false),
            tuple(
                oneOf(List.of("and", "or")),
                json("{'type': 'array', 'minItems': 1, 'items': {'$ref': '#/$defs/filter'}}")),
            tuple(json("{'const': 'not'}"), json("{'$ref': '#/$defs/filter'}")));
    if (release.has(Release.Part.BEHAVIORS)) {
      filter
          .withArray("anyOf")
          .add(
              tuple(
                  oneOf(List.of("has_done", "has_not_done")), json("{'$ref': '#/$defs/filter'}")));
    }
    return filter;
  }

  private static ObjectNode comparison(
      List<String> operators, ObjectNode dimensions, boolean modifiers) {
    ObjectNode tuple =
        tuple(
            oneOf(operators),
            dimensions.deepCopy(),
            json("{'type': 'array', 'items': {'type': ['string', 'integer']}}"));
    if (modifiers) {
      tuple.withArray("prefixItems").add(flags(List.of("case_sensitive")));
    }
    return tuple;
  }

  private static ObjectNode flags(List<String> names) {
    ObjectNode schema = json("{'type': 'object', 'additionalProperties': false}");
    ObjectNode keys = schema.putObject("properties");
    names.forEach(name -> keys.set(name, json("{'type': 'boolean'}")));
    return schema;
  }

  private static ObjectNode tuple(JsonNode... items) {
    ObjectNode schema = json("{'type': 'array', 'items': false}");
    schema.put("minItems", items.length);
    schema.putArray("prefixItems").addAll(List.of(items));
    return schema;
  }

  private static ObjectNode set(JsonNode item) {
    return list(item).put("uniqueItems", true);
  }

  private static ObjectNode list(JsonNode item) {
    ObjectNode schema = json("{'type': 'array'}");
    schema.set("items", item);
    return schema;
  }

  private static ObjectNode any(JsonNode... choices) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray("anyOf").addAll(List.of(choices));
    return schema;
  }

  private static ObjectNode oneOf(List<String> names) {
    ObjectNode schema = JSON.objectNode();
    schema.set("enum", strings(names));
    return schema;
  }

  private static ArrayNode strings(List<String> texts) {
    ArrayNode json = JSON.arrayNode();
    texts.forEach(json::add);
    return json;
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
