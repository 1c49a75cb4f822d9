package io.github.plausible4j.testkit.internal.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.account.TrackerConfiguration;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The configuration of the tracking script in the Plugins API. Thread-safe. */
final class TrackerPlugin {
  private static final String BODY = "tracker_script_configuration";
  private static final Set<String> TYPES = Set.of("manual", "wordpress", "gtm", "npm");
  private static final List<String> SWITCHES =
      List.of("outbound_links", "file_downloads", "form_submissions", "hash_based_routing");

  private final PluginCalls calls;

  TrackerPlugin(PluginCalls calls) {
    this.calls = calls;
  }

  HttpResponse get(HttpRequest call) {
    return calls.authorized(call, TrackerPlugin::show);
  }

  HttpResponse put(HttpRequest call) {
    return calls.withBody(call, TrackerPlugin::shape, TrackerPlugin::update);
  }

  private static PluginErrors shape(JsonNode body) {
    PluginErrors errors = new PluginErrors();
    JsonNode wanted = body.path(BODY);
    if (!body.has(BODY)) {
      return errors.shape("/" + BODY, "Missing field: " + BODY);
    }
    if (!wanted.has("installation_type")) {
      return errors.shape("/" + BODY + "/installation_type", "Missing field: installation_type");
    }
    if (!TYPES.contains(wanted.get("installation_type").asText())) {
      errors.shape("/" + BODY + "/installation_type", "Invalid value for enum");
    }
    for (String name : SWITCHES) {
      if (wanted.has(name) && !wanted.get(name).isBoolean()) {
        errors.shape("/" + BODY + "/" + name, "Invalid boolean. Got: string");
      }
    }
    return errors;
  }

  private static HttpResponse update(Site site, JsonNode body) {
    JsonNode wanted = body.get(BODY);
    Map<String, Boolean> changed = new TreeMap<>();
    for (String name : SWITCHES) {
      if (wanted.has(name)) {
        changed.put(name, wanted.get(name).asBoolean());
      }
    }
    site.contents()
        .setTracker(
            site.contents().tracker().with(wanted.get("installation_type").asText(), changed));
    return show(site);
  }

  private static HttpResponse show(Site site) {
    TrackerConfiguration tracker = site.contents().tracker();
    ObjectNode body = JsonValues.object();
    ObjectNode configuration = body.putObject(BODY);
    configuration.put("id", tracker.id()).put("installation_type", tracker.installationType());
    SWITCHES.forEach(name -> configuration.put(name, tracker.isOn(name)));
    return HttpResponse.json(200, body);
  }
}
