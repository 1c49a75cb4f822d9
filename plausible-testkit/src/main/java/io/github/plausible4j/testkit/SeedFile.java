package io.github.plausible4j.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.testkit.SeededEvent.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads past events from a file with one JSON object per line. */
final class SeedFile {
  private static final Map<String, Dimension> DIMENSIONS =
      Map.ofEntries(
          Map.entry("referrer", Dimension.REFERRER),
          Map.entry("source", Dimension.SOURCE),
          Map.entry("channel", Dimension.CHANNEL),
          Map.entry("utmMedium", Dimension.UTM_MEDIUM),
          Map.entry("utmSource", Dimension.UTM_SOURCE),
          Map.entry("utmCampaign", Dimension.UTM_CAMPAIGN),
          Map.entry("utmContent", Dimension.UTM_CONTENT),
          Map.entry("utmTerm", Dimension.UTM_TERM),
          Map.entry("country", Dimension.COUNTRY),
          Map.entry("region", Dimension.REGION),
          Map.entry("city", Dimension.CITY),
          Map.entry("screen", Dimension.DEVICE),
          Map.entry("browser", Dimension.BROWSER),
          Map.entry("browserVersion", Dimension.BROWSER_VERSION),
          Map.entry("os", Dimension.OS),
          Map.entry("osVersion", Dimension.OS_VERSION));

  private static final Set<String> OTHER_KEYS =
      Set.of(
          "at",
          "site",
          "visitor",
          "session",
          "name",
          "url",
          "props",
          "scrollDepth",
          "engagementMillis",
          "revenue",
          "interactive");

  private SeedFile() {}

  static List<SeededEvent> read(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<SeededEvent> events = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          events.add(event(mapper.readTree(lines.get(i))));
        } catch (JsonProcessingException e) {
          problems.add("line " + (i + 1) + " is not JSON");
        } catch (DateTimeException | IllegalArgumentException e) {
          problems.add("line " + (i + 1) + ": " + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          file + " cannot be used:\n- " + String.join("\n- ", problems));
    }
    return events;
  }

  private static SeededEvent event(JsonNode json) {
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!DIMENSIONS.containsKey(key) && !OTHER_KEYS.contains(key)) {
                throw new IllegalArgumentException(key + " is not known");
              }
            });
    SeededEvent.Builder event =
        SeededEvent.named(
            json.path("name").asText("pageview"), required(json, "site"), required(json, "url"));
    event.time(Instant.parse(required(json, "at")));
    if (json.hasNonNull("visitor")) {
      event.visitor(json.get("visitor").asText());
    }
    if (json.hasNonNull("session")) {
      event.visit(json.get("session").asText());
    }
    DIMENSIONS.forEach(
        (name, dimension) -> {
          if (json.hasNonNull(name)) {
            event.dimension(dimension, json.get(name).asText());
          }
        });
    json.path("props").properties().forEach(p -> event.prop(p.getKey(), p.getValue().asText()));
    if (json.hasNonNull("scrollDepth")) {
      event.scrollDepth(json.get("scrollDepth").asInt());
    }
    if (json.hasNonNull("revenue")) {
      event.revenue(json.get("revenue").decimalValue());
    }
    if (json.hasNonNull("interactive")) {
      event.interactive(json.get("interactive").asBoolean());
    }
    return event.engagement(Duration.ofMillis(json.path("engagementMillis").asLong())).build();
  }

  private static String required(JsonNode json, String name) {
    if (!json.path(name).isTextual()) {
      throw new IllegalArgumentException(name + " is missing; use a text");
    }
    return json.get(name).asText();
  }
}
