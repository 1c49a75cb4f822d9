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

/** A JSON object of a configuration; what is wrong in it is collected with its place. */
final class ConfigObject {
  private final String place;
  private final JsonNode json;
  private final List<String> problems;

  /**
   * @param place where it is, such as {@code sites[0]}; empty for the whole file
   * @param known the keys that it may have
   */
  ConfigObject(String place, JsonNode json, Set<String> known, List<String> problems) {
    this.place = place;
    this.json = json.isObject() ? json : MissingNode.getInstance();
    this.problems = problems;
    if (!json.isObject() && !json.isMissingNode()) {
      problem("", "is " + kind(json) + "; give an object");
    }
    this.json
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problem(key, "is not known; known are " + String.join(", ", new TreeSet<>(known)));
              }
            });
  }

  /** The object behind the key; one without keys if there is none. */
  ConfigObject object(String key, String... known) {
    return new ConfigObject(at(key), json.path(key), Set.of(known), problems);
  }

  /** The objects of the list behind the key. */
  List<ConfigObject> objects(String key, Set<String> known) {
    List<ConfigObject> objects = new ArrayList<>();
    for (JsonNode element : list(key)) {
      objects.add(new ConfigObject(at(key) + "[" + objects.size() + "]", element, known, problems));
    }
    return objects;
  }

  /** The texts of the list behind the key. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list(key)) {
      if (element.isTextual()) {
        texts.add(element.asText());
      } else {
        problem(key, "holds " + kind(element) + "; give texts");
      }
    }
    return texts;
  }

  private JsonNode list(String key) {
    JsonNode value = json.path(key);
    if (value.isArray() || value.isMissingNode()) {
      return value;
    }
    problem(key, "is " + kind(value) + "; give a list");
    return MissingNode.getInstance();
  }

  boolean has(String key) {
    return json.hasNonNull(key);
  }

  /** The text behind the key; missing or of another kind is a problem. */
  String required(String key) {
    if (json.path(key).isTextual() && !json.path(key).asText().isBlank()) {
      return json.get(key).asText();
    }
    problem(key, (json.has(key) ? "is " + kind(json.get(key)) : "is missing") + "; give a text");
    return "missing";
  }

  String text(String key, String otherwise) {
    return has(key) ? required(key) : otherwise;
  }

  /** The whole number behind the key, if it is one from {@code least} on. */
  long number(String key, long least, long otherwise) {
    JsonNode value = json.path(key);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (value.canConvertToExactIntegral() && value.canConvertToLong() && value.asLong() >= least) {
      return value.asLong();
    }
    problem(key, value + " is no whole number from " + least + " on");
    return otherwise;
  }

  /** What the text behind the key means; null if there is none or if it cannot be understood. */
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

  /** Adds what is wrong with the key, or with the object if the key is empty. */
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
