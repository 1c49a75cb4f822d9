package io.github.plausible4j.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.sites.Goal;
import io.github.plausible4j.sites.NewGoal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/** Reads and writes goals in the formats of both APIs. */
final class GoalJson {
  private GoalJson() {}

  /** {@code {"id", "display_name", "goal_type": "event", "event_name", "page_path"}}. */
  static Goal ofSites(JsonNode json) {
    return switch (JsonFields.text(json, "goal_type")) {
      case "event" -> read("Goal.CustomEvent", json, "page_path");
      case "page" -> read("Goal.Pageview", json, "page_path");
      case "scroll" -> read("scroll", json, "page_path");
      default -> read(JsonFields.text(json, "goal_type"), json, "page_path");
    };
  }

  /** {@code {"goal_type": "Goal.CustomEvent", "goal": {"id", "display_name", "event_name"}}}. */
  static Goal ofPlugins(JsonNode json) {
    return read(JsonFields.text(json, "goal_type"), JsonFields.object(json, "goal"), "path");
  }

  private static Goal read(String type, JsonNode json, String pathKey) {
    long id = JsonFields.number(json, "id");
    String name = JsonFields.text(json, "display_name");
    Map<String, String> properties = JsonFields.texts(json, "custom_props");
    Optional<Currency> currency = currency(json);
    if (type.equals("Goal.Pageview")) {
      return new Goal.Pageview(id, name, properties, JsonFields.text(json, pathKey));
    }
    if (type.equals("scroll")) {
      return new Goal.Scroll(id, name, properties, JsonFields.text(json, pathKey));
    }
    boolean isEvent = type.equals("Goal.CustomEvent") || type.equals("Goal.Revenue");
    if (isEvent && currency.isPresent()) {
      return new Goal.Revenue(
          id, name, properties, JsonFields.text(json, "event_name"), currency.get());
    }
    return type.equals("Goal.CustomEvent")
        ? new Goal.CustomEvent(id, name, properties, JsonFields.text(json, "event_name"))
        : new Goal.Other(id, name, properties, type);
  }

  private static Optional<Currency> currency(JsonNode json) {
    return JsonFields.optionalText(json, "currency").map(Currency::getInstance);
  }

  static ObjectNode toSites(String site, NewGoal goal) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("site_id", site);
    boolean isPage = goal.kind() == NewGoal.Kind.PAGEVIEW;
    json.put("goal_type", isPage ? "page" : "event");
    json.put(isPage ? "page_path" : "event_name", goal.target());
    goal.displayName().ifPresent(name -> json.put("display_name", name));
    addDetails(json, goal);
    return json;
  }

  static ObjectNode toPlugins(NewGoal goal) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(
        "goal_type",
        switch (goal.kind()) {
          case CUSTOM_EVENT -> "Goal.CustomEvent";
          case PAGEVIEW -> "Goal.Pageview";
          case REVENUE -> "Goal.Revenue";
        });
    ObjectNode details = json.putObject("goal");
    details.put(goal.kind() == NewGoal.Kind.PAGEVIEW ? "path" : "event_name", goal.target());
    addDetails(details, goal);
    return json;
  }

  private static void addDetails(ObjectNode json, NewGoal goal) {
    goal.currency().ifPresent(currency -> json.put("currency", currency.getCurrencyCode()));
    if (!goal.customProperties().isEmpty()) {
      ObjectNode properties = json.putObject("custom_props");
      goal.customProperties().forEach(properties::put);
    }
  }
}
