package io.github.plausible4j.sites;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Answers of the plugins API. */
final class PluginsJson {
  static final String TRACKER = "a tracker configuration as JSON";

  private PluginsJson() {}

  /** The schema has no key for a display name and ignores one, which would be a silent loss. */
  static void check(Arguments arguments, NewGoal goal) {
    arguments.check(
        goal.displayName().isEmpty(),
        "displayName",
        goal.displayName().orElse(""),
        "cannot be set by the plugins API",
        "leave it out and rename the goal in the dashboard");
  }

  static Capabilities capabilities(JsonNode json) {
    Map<Capabilities.Feature, Boolean> features = new LinkedHashMap<>();
    Fields.object(json, "features")
        .properties()
        .forEach(
            entry ->
                features.put(
                    new Capabilities.Feature(entry.getKey()), entry.getValue().asBoolean()));
    return new Capabilities(
        Fields.flag(json, "authorized"), Fields.optionalText(json, "data_domain"), features);
  }

  static <T> Pages.Page<T> page(JsonNode json, String key, Function<JsonNode, T> reader) {
    return new Pages.Page<>(Fields.list(json, key, reader), cursor(json));
  }

  /** The next page's cursor; its address is the server's own, which may not be reachable here. */
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

  /** Releases answer a single goal as one object or as a list of one. */
  static List<Goal> createdGoals(JsonNode json) {
    List<Goal> goals =
        json.has("goals")
            ? Fields.list(json, "goals", GoalJson::ofPlugins)
            : List.of(GoalJson.ofPlugins(json));
    if (goals.isEmpty()) {
      throw new IllegalArgumentException("goals are none");
    }
    return goals;
  }

  static List<String> customProperties(JsonNode json) {
    return Fields.list(
        json, "custom_props", entry -> Fields.text(Fields.object(entry, "custom_prop"), "key"));
  }

  static SharedLink sharedLink(JsonNode json) {
    JsonNode link = Fields.object(json, "shared_link");
    return new SharedLink(
        Fields.text(link, "name"),
        Fields.text(link, "href"),
        OptionalLong.of(Fields.number(link, "id")),
        Optional.of(Fields.flag(link, "password_protected")));
  }

  static TrackerConfiguration tracker(JsonNode json) {
    return TrackerJson.read(Fields.object(json, TrackerJson.KEY));
  }
}
