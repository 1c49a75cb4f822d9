package io.github.plausible4j.testkit.internal.sites;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.util.ArrayList;
import java.util.List;

/** Custom properties in the Sites API. Thread-safe. */
final class PropertyEndpoints {
  private static final int MAX_PROPERTIES = 300;
  private static final int MAX_LENGTH = 300;

  private final SiteCalls calls;

  PropertyEndpoints(SiteCalls calls) {
    this.calls = calls;
  }

  HttpResponse list(HttpRequest call) {
    return calls.ofSite(
        call,
        false,
        (site, parameters) -> {
          ObjectNode body = JsonValues.object();
          ArrayNode properties = body.putArray("custom_properties");
          site.contents().properties().stream()
              .sorted()
              .forEach(name -> properties.addObject().put("property", name));
          return HttpResponse.json(200, body);
        });
  }

  HttpResponse put(HttpRequest call) {
    return calls.ofSite(
        call,
        true,
        (site, parameters) -> {
          String name = SiteCalls.text(parameters, "property");
          List<String> names = new ArrayList<>(site.contents().properties());
          if (name == null) {
            return SiteCalls.error(
                400, "Parameter `property` is required to create a custom property");
          }
          if (name.length() > MAX_LENGTH) {
            return SiteCalls.error(400, "Parameter `property` is too long");
          }
          if (!names.contains(name)) {
            if (names.size() >= MAX_PROPERTIES) {
              return SiteCalls.error(400, "Can't add any more custom properties");
            }
            names.add(0, name);
            site.contents().setProperties(names);
          }
          return SiteCalls.confirmed("created");
        });
  }

  HttpResponse delete(HttpRequest call, String property) {
    return calls.ofSite(
        call,
        true,
        (site, parameters) -> {
          List<String> names = new ArrayList<>(site.contents().properties());
          names.remove(property);
          site.contents().setProperties(names);
          return SiteCalls.confirmed("deleted");
        });
  }
}
