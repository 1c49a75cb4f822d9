package io.github.plausible4j.testkit.internal.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.BiFunction;

/** The schemas of bodies in the Plugins API, from its OpenAPI description. */
final class BodySchemas {
  private static final int MAX_ITEMS = 8;
  private static final int MAX_GOAL_PROPS = 3;

  private BodySchemas() {}

  static PluginErrors goals(JsonNode body) {
    PluginErrors bulk = list(body, "goals", MAX_ITEMS, BodySchemas::anyGoal);
    return bulk.isEmpty()
        ? bulk
        : oneOf(
            "/",
            bulk,
            goal(body, "", "Goal.CustomEvent"),
            goal(body, "", "Goal.Revenue"),
            goal(body, "", "Goal.Pageview"));
  }

  static PluginErrors goalIds(JsonNode body) {
    return list(
        body, "goal_ids", MAX_ITEMS, (id, at) -> type(id, id.isIntegralNumber(), at, "integer"));
  }

  static PluginErrors customProps(JsonNode body) {
    PluginErrors bulk = list(body, "custom_props", Integer.MAX_VALUE, BodySchemas::customProp);
    return bulk.isEmpty() ? bulk : oneOf("/", bulk, customProp(body, ""));
  }

  static PluginErrors sharedLink(JsonNode body) {
    PluginErrors errors = required(body, "", "shared_link");
    JsonNode link = body.path("shared_link");
    return errors.isEmpty() ? text(errors, link, "/shared_link", "name") : errors;
  }

  private static PluginErrors anyGoal(JsonNode goal, String at) {
    return oneOf(
        at,
        goal(goal, at, "Goal.CustomEvent"),
        goal(goal, at, "Goal.Revenue"),
        goal(goal, at, "Goal.Pageview"));
  }

  private static PluginErrors goal(JsonNode json, String at, String type) {
    PluginErrors errors = required(json, at, "goal", "goal_type");
    if (!errors.isEmpty()) {
      return errors;
    }
    JsonNode goal = json.path("goal");
    if (!goal.isObject()) {
      errors.addAll(type(goal, false, at + "/goal", "object"));
    } else if (type.equals("Goal.Pageview")) {
      text(errors, goal, at + "/goal", "path");
    } else {
      text(errors, goal, at + "/goal", "event_name");
      if (type.equals("Goal.Revenue")) {
        text(errors, goal, at + "/goal", "currency");
      }
    }
    int props = goal.path("custom_props").size();
    if (props > MAX_GOAL_PROPS) {
      errors.shape(
          at + "/goal/custom_props",
          "Object property count " + props + " is greater than maxProperties: 3");
    }
    for (Map.Entry<String, JsonNode> prop : goal.path("custom_props").properties()) {
      JsonNode value = prop.getValue();
      errors.addAll(
          type(value, value.isTextual(), at + "/goal/custom_props/" + prop.getKey(), "string"));
    }
    if (!json.path("goal_type").asText().equals(type)) {
      errors.shape(at + "/goal_type", "Invalid value for enum");
    }
    return errors;
  }

  private static PluginErrors customProp(JsonNode json, String at) {
    PluginErrors errors = required(json, at, "custom_prop");
    return errors.isEmpty()
        ? text(errors, json.path("custom_prop"), at + "/custom_prop", "key")
        : errors;
  }

  private static PluginErrors list(
      JsonNode body, String name, int max, BiFunction<JsonNode, String, PluginErrors> item) {
    PluginErrors errors = required(body, "", name);
    JsonNode list = body.path(name);
    if (!errors.isEmpty()) {
      return errors;
    }
    if (!list.isArray()) {
      return type(list, false, "/" + name, "array");
    }
    if (list.isEmpty()) {
      errors.shape("/" + name, "Array length 0 is smaller than minItems: 1");
    }
    if (list.size() > max) {
      errors.shape("/" + name, "Array length " + list.size() + " is larger than maxItems: " + max);
    }
    for (int i = 0; i < list.size(); i++) {
      errors.addAll(item.apply(list.get(i), "/" + name + "/" + i));
    }
    return errors;
  }

  /** The first schema without an error counts. If all have errors, returns all of them. */
  private static PluginErrors oneOf(String at, PluginErrors... choices) {
    PluginErrors errors =
        new PluginErrors().shape(at, "Failed to cast value to one of: no schemas validate");
    for (PluginErrors choice : choices) {
      if (choice.isEmpty()) {
        return choice;
      }
      errors.addAll(choice);
    }
    return errors;
  }

  private static PluginErrors required(JsonNode json, String at, String... names) {
    PluginErrors errors = new PluginErrors();
    // If several fields are missing, the real server names only the first.
    for (String name : names) {
      if (errors.isEmpty() && !json.has(name)) {
        errors.shape(at + "/" + name, "Missing field: " + name);
      }
    }
    return errors;
  }

  private static PluginErrors text(PluginErrors errors, JsonNode object, String at, String name) {
    if (!object.isObject()) {
      return errors.addAll(type(object, false, at, "object"));
    }
    if (!object.has(name)) {
      return errors.shape(at + "/" + name, "Missing field: " + name);
    }
    JsonNode value = object.get(name);
    return errors.addAll(type(value, value.isTextual(), at + "/" + name, "string"));
  }

  private static PluginErrors type(JsonNode value, boolean fits, String at, String wanted) {
    PluginErrors errors = new PluginErrors();
    if (value.isNull()) {
      return errors.shape(at, "null value where " + wanted + " expected");
    }
    return fits ? errors : errors.shape(at, "Invalid " + wanted + ". Got: " + nameOf(value));
  }

  private static String nameOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case ARRAY -> "array";
      default -> "object";
    };
  }
}
