package io.github.plausible4j.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.sites.InstallationType;
import io.github.plausible4j.sites.TrackerConfiguration;
import io.github.plausible4j.sites.TrackerOption;
import io.github.plausible4j.sites.TrackerSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the configuration of a site's script, which is the same in both APIs. */
final class TrackerJson {
  static final String KEY = "tracker_script_configuration";

  private TrackerJson() {}

  static TrackerConfiguration read(JsonNode json) {
    Map<TrackerOption, Boolean> options = new LinkedHashMap<>();
    Json.fields(json).entrySet().stream()
        .filter(entry -> entry.getValue().isBoolean())
        .forEach(
            entry -> options.put(new TrackerOption(entry.getKey()), entry.getValue().asBoolean()));
    return new TrackerConfiguration(
        JsonFields.text(json, "id"),
        JsonFields.optionalText(json, "installation_type").map(InstallationType::new),
        options);
  }

  /** The configuration of a site; servers before 3.1 have none. */
  static Optional<TrackerConfiguration> readOptional(JsonNode site) {
    return site.path(KEY).isObject() ? Optional.of(read(site.path(KEY))) : Optional.empty();
  }

  static ObjectNode write(TrackerSettings settings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    settings.installationType().ifPresent(type -> json.put("installation_type", type.name()));
    settings.options().forEach((option, on) -> json.put(option.name(), on));
    return json;
  }
}
