package io.github.plausible4j.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.plausible4j.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads required fields of an answer. Throws an {@link IllegalArgumentException} if one is missing.
 */
final class JsonFields {
  private JsonFields() {}

  static JsonNode object(JsonNode json, String name) {
    return expect(json.path(name).isObject(), json.path(name), name, "an object");
  }

  static String text(JsonNode json, String name) {
    return expect(json.path(name).isTextual(), json.path(name), name, "text").asText();
  }

  static Optional<String> optionalText(JsonNode json, String name) {
    return json.path(name).isTextual() ? Optional.of(json.path(name).asText()) : Optional.empty();
  }

  static boolean flag(JsonNode json, String name) {
    return expect(json.path(name).isBoolean(), json.path(name), name, "true or false").asBoolean();
  }

  /** A confirmation with {@code true}, which the documentation shows as text. */
  static boolean confirmed(JsonNode json, String name) {
    return expect(json.path(name).asText().equals("true"), json.path(name), name, "true")
        .asBoolean();
  }

  /** A number. The documentation shows ids as text, so text with digits is accepted, too. */
  static long number(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual()
        ? Long.parseLong(value.asText())
        : expect(value.canConvertToExactIntegral(), value, name, "a whole number").asLong();
  }

  static <T> List<T> list(JsonNode json, String name, Function<JsonNode, T> reader) {
    List<T> read = new ArrayList<>();
    for (JsonNode entry : expect(json.path(name).isArray(), json.path(name), name, "a list")) {
      read.add(reader.apply(entry));
    }
    return List.copyOf(read);
  }

  /** A list of texts. Null or a missing list counts as empty, as on servers before 3.0. */
  static List<String> texts(JsonNode list) {
    List<String> read = new ArrayList<>();
    list.forEach(entry -> read.add(entry.asText()));
    return List.copyOf(read);
  }

  /** The entries whose values are texts; empty if the object is missing or empty. */
  static Map<String, String> texts(JsonNode json, String name) {
    Map<String, String> read = new LinkedHashMap<>();
    Json.fields(json.path(name))
        .entrySet()
        .forEach(entry -> read.put(entry.getKey(), entry.getValue().asText()));
    return read;
  }

  private static JsonNode expect(boolean holds, JsonNode value, String name, String what) {
    if (!holds) {
      throw new IllegalArgumentException(
          name + (value instanceof MissingNode ? " is missing" : " is not " + what));
    }
    return value;
  }
}
