package io.github.plausible4j.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.testkit.internal.account.MemoryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the configuration of a server from JSON; everything that is wrong is told at once. */
final class ConfigFile {
  private static final Set<String> KNOWN =
      Set.of("note", "now", "sites", "apiKeys", "pluginTokens", "places");
  private static final Set<String> KNOWN_OF_SITE =
      Set.of("domain", "timezone", "owner", "goals", "properties", "shield", "ingestLimit");

  private final PlausibleServer.Builder builder;
  private final List<String> problems = new ArrayList<>();

  private ConfigFile(PlausibleServer.Builder builder) {
    this.builder = builder;
  }

  /** Hands everything in the file to the builder, except the clock. */
  static void read(Path file, PlausibleServer.Builder builder) throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
    ConfigFile reader = new ConfigFile(builder);
    reader.read(root);
    if (!reader.problems.isEmpty()) {
      throw new IllegalArgumentException(
          file + " cannot be used:\n- " + String.join("\n- ", reader.problems));
    }
  }

  private void read(JsonNode root) {
    unknown("", root, KNOWN);
    for (JsonNode site : root.path("sites")) {
      readSite(site);
    }
    for (JsonNode key : root.path("apiKeys")) {
      List<String> scopes = texts(key.path("scopes"));
      builder.apiKey(
          required(key, "apiKeys", "key"),
          key.path("owner").asText(MemoryDirectory.DEFAULT_OWNER),
          scopes.toArray(String[]::new));
    }
    for (JsonNode token : root.path("pluginTokens")) {
      builder.pluginToken(
          required(token, "pluginTokens", "token"), required(token, "pluginTokens", "site"));
    }
    for (Map.Entry<String, JsonNode> place : root.path("places").properties()) {
      builder.place(
          place.getKey(),
          place.getValue().path("country").asText(""),
          place.getValue().path("region").asText(""),
          place.getValue().path("city").asInt(0));
    }
  }

  private void readSite(JsonNode json) {
    String domain = required(json, "sites", "domain");
    unknown("sites." + domain + ".", json, KNOWN_OF_SITE);
    try {
      TestSite.Builder site = TestSite.builder(domain);
      site.timezone(ZoneId.of(json.path("timezone").asText("Etc/UTC")));
      site.owner(json.path("owner").asText(MemoryDirectory.DEFAULT_OWNER));
      site.properties(texts(json.path("properties")).toArray(String[]::new));
      for (JsonNode goal : json.path("goals")) {
        readGoal(site, domain, goal);
      }
      JsonNode shield = json.path("shield");
      texts(shield.path("addresses")).forEach(site::blockAddress);
      texts(shield.path("countries")).forEach(site::blockCountry);
      texts(shield.path("pages")).forEach(site::blockPage);
      texts(shield.path("hostnames")).forEach(site::allowHostname);
      JsonNode limit = json.path("ingestLimit");
      if (limit.isObject()) {
        site.ingestLimit(
            limit.path("events").asLong(), Duration.ofSeconds(limit.path("seconds").asLong(60)));
      }
      builder.site(site.build());
    } catch (DateTimeException | IllegalArgumentException e) {
      problems.add("sites." + domain + ": " + e.getMessage());
    }
  }

  private void readGoal(TestSite.Builder site, String domain, JsonNode goal) {
    if (goal.hasNonNull("event")) {
      String event = goal.get("event").asText();
      site.eventGoal(event, goal.path("name").asText(event));
    } else if (goal.hasNonNull("page")) {
      String page = goal.get("page").asText();
      String name = goal.path("name").asText("Visit " + page);
      if (goal.hasNonNull("scroll")) {
        site.scrollGoal(page, goal.get("scroll").asInt(), name);
      } else {
        site.pageGoal(page, name);
      }
    } else {
      problems.add("sites." + domain + ".goals: a goal needs \"event\" or \"page\"");
    }
  }

  private void unknown(String where, JsonNode object, Set<String> known) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!known.contains(entry.getKey())) {
        problems.add(
            where + entry.getKey() + " is not known; known are " + String.join(", ", known));
      }
    }
  }

  private String required(JsonNode object, String list, String name) {
    if (!object.path(name).isTextual()) {
      problems.add(list + ": an entry lacks \"" + name + "\"; give a text");
      return "missing";
    }
    return object.get(name).asText();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
