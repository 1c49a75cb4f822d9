package io.github.plausible4j.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.testkit.internal.account.MemoryDirectory;
import io.github.plausible4j.testkit.internal.account.RequestLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the configuration of a server from JSON. Reports all problems at once. */
final class ConfigFile {
  private static final Set<String> KEYS =
      Set.of(
          "note",
          "now",
          "release",
          "sites",
          "apiKeys",
          "pluginTokens",
          "places",
          "hourlyLimit",
          "burstLimit");
  private static final Set<String> SITE =
      Set.of(
          "domain",
          "timezone",
          "owner",
          "goals",
          "properties",
          "shield",
          "ingestLimit",
          "statsStart");
  private static final Set<String> GOAL = Set.of("event", "currency", "page", "scroll", "name");
  private static final Set<String> API_KEY = Set.of("key", "owner", "scopes", "team");
  private static final Set<String> TOKEN = Set.of("token", "site");
  private static final Set<String> PLACE = Set.of("country", "region", "city");

  private final PlausibleServer.Builder builder;
  private final List<String> problems = new ArrayList<>();

  private ConfigFile(PlausibleServer.Builder builder) {
    this.builder = builder;
  }

  /** Passes everything in the file to the builder. */
  static void read(Path file, PlausibleServer.Builder builder) throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file
              + " is not JSON: "
              + e.getOriginalMessage()
              + " in line "
              + e.getLocation().getLineNr(),
          e);
    }
    if (root.isMissingNode()) {
      throw new IllegalArgumentException(file + " is empty; write at least {}");
    }
    ConfigFile reader = new ConfigFile(builder);
    reader.read(root);
    if (!reader.problems.isEmpty()) {
      throw new IllegalArgumentException(
          file + " cannot be used:\n- " + String.join("\n- ", reader.problems));
    }
  }

  private void read(JsonNode root) {
    ConfigObject config = new ConfigObject("", root, KEYS, problems);
    Instant now =
        config.value("now", Instant::parse, "write an instant such as 2026-11-23T00:24:00Z");
    if (now != null) {
      builder.clock(Clock.fixed(now, ZoneOffset.UTC));
    }
    ServerRelease release =
        config.value(
            "release", ServerRelease::valueOf, "use one of " + List.of(ServerRelease.values()));
    if (release != null) {
      builder.release(release);
    }
    builder.hourlyLimit(config.number("hourlyLimit", 0, RequestLimits.UNLIMITED));
    builder.burstLimit(config.number("burstLimit", 0, RequestLimits.UNLIMITED));
    config.objects("sites", SITE).forEach(this::readSite);
    config.objects("apiKeys", API_KEY).forEach(this::readKey);
    for (ConfigObject token : config.objects("pluginTokens", TOKEN)) {
      builder.pluginToken(token.required("token"), token.required("site"));
    }
    for (Map.Entry<String, JsonNode> entry : root.path("places").properties()) {
      ConfigObject place =
          new ConfigObject("places." + entry.getKey(), entry.getValue(), PLACE, problems);
      builder.place(
          entry.getKey(),
          place.text("country", ""),
          place.text("region", ""),
          (int) place.number("city", 0, 0));
    }
  }

  private void readKey(ConfigObject key) {
    if (key.has("team")) {
      key.problem("team", "must be null, because a key has access to all sites of its owner");
    }
    builder.apiKey(
        key.required("key"),
        key.text("owner", MemoryDirectory.DEFAULT_OWNER),
        key.texts("scopes").toArray(String[]::new));
  }

  private void readSite(ConfigObject json) {
    int before = problems.size();
    try {
      TestSite.Builder site = TestSite.builder(json.required("domain"));
      ZoneId zone = json.value("timezone", ZoneId::of, "use a time zone such as Europe/Berlin");
      if (zone != null) {
        site.timezone(zone);
      }
      site.owner(json.text("owner", MemoryDirectory.DEFAULT_OWNER));
      site.properties(json.texts("properties").toArray(String[]::new));
      LocalDate start =
          json.value("statsStart", LocalDate::parse, "write a day such as 2026-11-23");
      if (start != null) {
        site.statsStart(start);
      }
      json.objects("goals", GOAL).forEach(goal -> readGoal(site, goal));
      ConfigObject shield = json.object("shield", "addresses", "countries", "pages", "hostnames");
      shield.texts("addresses").forEach(site::blockAddress);
      shield.texts("countries").forEach(site::blockCountry);
      shield.texts("pages").forEach(site::blockPage);
      shield.texts("hostnames").forEach(site::allowHostname);
      if (json.has("ingestLimit")) {
        ConfigObject limit = json.object("ingestLimit", "events", "seconds");
        site.ingestLimit(
            limit.number("events", 0, 0), Duration.ofSeconds(limit.number("seconds", 1, 60)));
      }
      if (problems.size() == before) {
        builder.site(site.build());
      }
    } catch (IllegalArgumentException e) {
      json.problem("", String.valueOf(e.getMessage()));
    }
  }

  private static void readGoal(TestSite.Builder site, ConfigObject goal) {
    if (goal.has("currency")) {
      String event = goal.required("event");
      Currency currency =
          goal.value("currency", Currency::getInstance, "use an ISO 4217 code such as EUR");
      if (currency != null) {
        site.revenueGoal(event, currency);
      }
    } else if (goal.has("event")) {
      String event = goal.required("event");
      site.eventGoal(event, goal.text("name", event));
    } else if (goal.has("page")) {
      String page = goal.required("page");
      String name = goal.text("name", "Visit " + page);
      if (goal.has("scroll")) {
        site.scrollGoal(page, (int) goal.number("scroll", 0, 0), name);
      } else {
        site.pageGoal(page, name);
      }
    } else {
      goal.problem("", "needs \"event\" or \"page\"");
    }
  }
}
