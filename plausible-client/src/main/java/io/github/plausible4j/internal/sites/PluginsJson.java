package io.github.plausible4j.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.sites.Capabilities;
import io.github.plausible4j.sites.Goal;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.sites.SharedLink;
import io.github.plausible4j.sites.TrackerConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Reads answers of the plugins API. */
final class PluginsJson {
  static final String TRACKER = "a tracker configuration as JSON";

  private PluginsJson() {}

  /** The schema has no key for a display name, and the server would silently ignore it. */
  static void check(SitesArguments arguments, NewGoal goal) {
    arguments.check(
        goal.displayName().isEmpty(),
        "displayName",
        goal.displayName().orElse(""),
        "cannot be set by the plugins API",
        "leave it out and rename the goal in the dashboard");
  }

  static Capabilities capabilities(JsonNode json) {
    Map<Capabilities.Feature, Boolean> features = new LinkedHashMap<>();
    Json.fields(JsonFields.object(json, "features"))
        .entrySet()
        .forEach(
            entry ->
                features.put(
                    new Capabilities.Feature(entry.getKey()), entry.getValue().asBoolean()));
    return new Capabilities(
        JsonFields.flag(json, "authorized"),
        JsonFields.optionalText(json, "data_domain"),
        features);
  }

  static <T> Pages.Page<T> page(JsonNode json, String key, Function<JsonNode, T> reader) {
    return new Pages.Page<>(JsonFields.list(json, key, reader), cursor(json));
  }

  /**
   * The cursor to the next page. Its address is not used, because it may not be reachable from
   * here.
   */
  private static @Nullable String cursor(JsonNode json) {
    JsonNode pagination = json.path("meta").path("pagination");
    if (!pagination.path("has_next_page").asBoolean()) {
      return null;
    }
    HttpUrl next = HttpUrl.parse(pagination.path("links").path("next").path("url").asText());
    String cursor = next == null ? null : next.queryParameter("after");
    if (cursor == null) {
      throw new IllegalArgumentException("the link to the next page has no cursor");
    }
    return cursor;
  }

  /** Depending on the release, a single goal is an object or a list with one object. */
  static List<Goal> createdGoals(JsonNode json) {
    List<Goal> goals =
        json.has("goals")
            ? JsonFields.list(json, "goals", GoalJson::ofPlugins)
            : List.of(GoalJson.ofPlugins(json));
    if (goals.isEmpty()) {
      throw new IllegalArgumentException("goals are empty");
    }
    return goals;
  }

  static List<String> customProperties(JsonNode json) {
    return JsonFields.list(
        json,
        "custom_props",
        entry -> JsonFields.text(JsonFields.object(entry, "custom_prop"), "key"));
  }

  static SharedLink sharedLink(JsonNode json) {
    JsonNode link = JsonFields.object(json, "shared_link");
    return new SharedLink(
        JsonFields.text(link, "name"),
        JsonFields.text(link, "href"),
        OptionalLong.of(JsonFields.number(link, "id")),
        Optional.of(JsonFields.flag(link, "password_protected")));
  }

  static TrackerConfiguration tracker(JsonNode json) {
    return TrackerJson.read(JsonFields.object(json, TrackerJson.KEY));
  }
}
