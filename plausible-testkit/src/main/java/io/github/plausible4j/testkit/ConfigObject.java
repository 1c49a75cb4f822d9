package io.github.plausible4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON object of a configuration. Collects problems with their position. */
final class ConfigObject {
  private final String place;
  private final JsonNode json;
  private final List<String> problems;

  /**
   * @param place the position of the object, such as {@code sites[0]}; empty for the whole file
   * @param known the allowed keys
   */
  ConfigObject(String place, JsonNode json, Set<String> known, List<String> problems) {
    this.place = place;
    this.json = json.isObject() ? json : MissingNode.getInstance();
    this.problems = problems;
    if (!json.isObject() && !json.isMissingNode()) {
      problem("", "is " + kind(json) + "; use an object");
    }
    this.json
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problem(key, "is not known; use one of " + String.join(", ", new TreeSet<>(known)));
              }
            });
  }

  /** The object of the key; an empty object if there is none. */
  ConfigObject object(String key, String... known) {
    return new ConfigObject(at(key), json.path(key), Set.of(known), problems);
  }

  /** The objects in the list of the key. */
  List<ConfigObject> objects(String key, Set<String> known) {
    List<ConfigObject> objects = new ArrayList<>();
    for (JsonNode element : list(key)) {
      objects.add(new ConfigObject(at(key) + "[" + objects.size() + "]", element, known, problems));
    }
    return objects;
  }

  /** The texts in the list of the key. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list(key)) {
      if (element.isTextual()) {
        texts.add(element.asText());
      } else {
        problem(key, "contains " + kind(element) + "; use texts");
      }
    }
    return texts;
  }

  private JsonNode list(String key) {
    JsonNode value = json.path(key);
    if (value.isArray() || value.isMissingNode()) {
      return value;
    }
    problem(key, "is " + kind(value) + "; use a list");
    return MissingNode.getInstance();
  }

  boolean has(String key) {
    return json.hasNonNull(key);
  }

  /** The text of the key. Adds a problem if it is missing or not a text. */
  String required(String key) {
    if (json.path(key).isTextual() && !json.path(key).asText().isBlank()) {
      return json.get(key).asText();
    }
    problem(key, (json.has(key) ? "is " + kind(json.get(key)) : "is missing") + "; use a text");
    return "missing";
  }

  String text(String key, String otherwise) {
    return has(key) ? required(key) : otherwise;
  }

  /**
   * The whole number of the key. Adds a problem if it is not a whole number of at least {@code
   * least}.
   */
  long number(String key, long least, long otherwise) {
    JsonNode value = json.path(key);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (value.canConvertToExactIntegral() && value.canConvertToLong() && value.asLong() >= least) {
      return value.asLong();
    }
    problem(key, value + " is not a whole number of at least " + least);
    return otherwise;
  }

  /**
   * The parsed text of the key; null if there is none or if it cannot be parsed, which adds a
   * problem.
   */
  <T> @Nullable T value(String key, Function<String, T> meaning, String remedy) {
    if (!has(key)) {
      return null;
    }
    try {
      return meaning.apply(json.get(key).asText());
    } catch (RuntimeException e) {
      problem(key, "\"" + json.get(key).asText() + "\" cannot be used; " + remedy);
      return null;
    }
  }

  /** Adds a problem of the key, or of the object if the key is empty. */
  void problem(String key, String text) {
    problems.add((at(key) + " " + text).trim());
  }

  private String at(String key) {
    return place.isEmpty() || key.isEmpty() ? place + key : place + "." + key;
  }

  private static String kind(JsonNode json) {
    JsonNodeType type = json.getNodeType();
    return switch (type) {
      case STRING -> json.asText().isBlank() ? "blank" : "a text";
      case ARRAY -> "a list";
      case NULL -> "null";
      case OBJECT -> "an object";
      default -> "a " + type.name().toLowerCase(Locale.ROOT);
    };
  }
}
