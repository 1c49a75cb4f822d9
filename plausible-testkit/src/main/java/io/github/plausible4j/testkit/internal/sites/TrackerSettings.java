package io.github.plausible4j.testkit.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.Site;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the tracking script that a request asks for.
 *
 * @param problem the problem of the request, or null
 */
record TrackerSettings(
    @Nullable String installationType, Map<String, Boolean> switches, @Nullable String problem) {
  static final List<String> SWITCHES =
      List.of(
          "track_404_pages",
          "hash_based_routing",
          "outbound_links",
          "file_downloads",
          "revenue_tracking",
          "tagged_events",
          "form_submissions",
          "pageview_props");
  private static final String KEY = "tracker_script_configuration";
  private static final Set<String> TYPES = Set.of("manual", "wordpress", "gtm", "npm");

  static TrackerSettings of(ObjectNode parameters) {
    JsonNode wanted = parameters.path(KEY);
    Map<String, Boolean> switches = new TreeMap<>();
    String problem = null;
    JsonNode type = wanted.path("installation_type");
    if (type.isValueNode() && !type.isNull() && !TYPES.contains(type.asText())) {
      problem = KEY + ".installation_type: is invalid";
    }
    for (String name : SWITCHES) {
      JsonNode value = wanted.path(name);
      if (value.isBoolean()) {
        switches.put(name, value.asBoolean());
      } else if (!value.isMissingNode() && problem == null) {
        problem = KEY + "." + name + ": is invalid";
      }
    }
    return new TrackerSettings(type.isTextual() ? type.asText() : null, switches, problem);
  }

  void applyTo(Site site) {
    site.contents().setTracker(site.contents().tracker().with(installationType, switches));
  }
}
