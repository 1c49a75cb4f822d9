package io.github.plausible4j.testkit.internal.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.util.ArrayList;
import java.util.List;

/** Custom properties in the Plugins API. Thread-safe. */
final class PropertyPlugin {
  private static final int MAX_PROPERTIES = 300;
  private static final int MAX_LENGTH = 300;

  private final PluginCalls calls;

  PropertyPlugin(PluginCalls calls) {
    this.calls = calls;
  }

  HttpResponse put(HttpRequest call) {
    return calls.withBody(call, BodySchemas::customProps, PropertyPlugin::enable);
  }

  HttpResponse delete(HttpRequest call) {
    return calls.withBody(
        call,
        BodySchemas::customProps,
        (site, body) -> {
          List<String> left = new ArrayList<>(site.contents().properties());
          left.removeAll(keys(body));
          site.contents().setProperties(left);
          return HttpResponse.empty(204);
        });
  }

  private static HttpResponse enable(Site site, JsonNode body) {
    List<String> all = new ArrayList<>(keys(body));
    all.addAll(site.contents().properties());
    List<String> distinct = all.stream().distinct().toList();
    PluginErrors errors = new PluginErrors();
    if (distinct.size() > MAX_PROPERTIES) {
      errors.rule("allowed_event_props", "should have at most 300 item(s)");
    }
    if (distinct.stream().anyMatch(key -> key.isEmpty() || key.length() > MAX_LENGTH)) {
      errors.rule("allowed_event_props", "must be between 1 and 300 characters");
    }
    if (!errors.isEmpty()) {
      return errors.answer(422);
    }
    site.contents().setProperties(distinct);
    ObjectNode answer = JsonValues.object();
    ArrayNode props = answer.putArray("custom_props");
    distinct.forEach(key -> props.addObject().putObject("custom_prop").put("key", key));
    return HttpResponse.json(201, answer);
  }

  private static List<String> keys(JsonNode body) {
    List<String> keys = new ArrayList<>();
    for (JsonNode prop : body.has("custom_props") ? body.get("custom_props") : List.of(body)) {
      keys.add(prop.path("custom_prop").path("key").asText().trim());
    }
    return keys;
  }
}
