package io.github.plausible4j.testkit.internal.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.SiteSegment;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;
import io.github.plausible4j.testkit.internal.stats.query.StatsSite;
import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import io.github.plausible4j.testkit.internal.store.MemoryEventStore;
import io.github.plausible4j.testkit.internal.store.StoredImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site whose events a test writes down one by one, and what the API says of them. */
final class TestSite {
  static final String DOMAIN = "site.test";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<TestEvent> events = new ArrayList<>();
  private final MemoryEventStore store = new MemoryEventStore();
  private final List<SiteGoal> goals = new ArrayList<>();
  private ZoneId zone = ZoneId.of("Etc/UTC");
  private final List<SiteSegment> segments = new ArrayList<>();
  private StatsEdition edition = StatsEdition.CE_3_2;
  private LocalDate statsStart;
  private Instant now = Instant.parse("2026-03-10T12:00:00Z");

  TestSite zone(String name) {
    zone = ZoneId.of(name);
    return this;
  }

  TestSite now(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  TestSite edition(StatsEdition edition) {
    this.edition = edition;
    return this;
  }

  TestSite segment(SiteSegment segment) {
    segments.add(segment);
    return this;
  }

  TestSite goal(SiteGoal goal) {
    goals.add(goal);
    return this;
  }

  TestSite statsStart(String date) {
    statsStart = LocalDate.parse(date);
    return this;
  }

  TestEvent pageview(String time, long visitor, long session, String path) {
    return event(time, visitor, session, "pageview", path);
  }

  TestEvent engagement(String time, long visitor, long session, String path) {
    return event(time, visitor, session, "engagement", path);
  }

  TestEvent event(String time, long visitor, long session, String name, String path) {
    TestEvent event = new TestEvent(time, visitor, session, name, path);
    events.add(event);
    return event;
  }

  /** Adds an import of these days. */
  TestSite imported(String first, String last, ImportedRow... rows) {
    store.addImport(
        DOMAIN, new StoredImport(LocalDate.parse(first), LocalDate.parse(last), List.of(rows)));
    return this;
  }

  /** An imported row, with columns as {@code page=/a} and {@code visitors=3}. */
  static ImportedRow row(ImportedTable table, String date, String... columns) {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String column : columns) {
      int equals = column.indexOf('=');
      String name = column.substring(0, equals);
      String value = column.substring(equals + 1);
      if (table.counts().contains(name)) {
        counts.put(name, Long.valueOf(value));
      } else {
        texts.put(name, value);
      }
    }
    return new ImportedRow(table, LocalDate.parse(date), texts, counts);
  }

  StatsSite site() {
    return new StatsSite(DOMAIN, DOMAIN, zone, goals, segments, statsStart, edition);
  }

  StatsApi api() {
    events.forEach(event -> store.add(DOMAIN, event.stored()));
    events.clear();
    return new StatsApi(store, Clock.fixed(now, ZoneOffset.UTC));
  }

  /** The answer to a query that is written with single quotes and without the site. */
  StatsReply ask(String query) {
    ObjectNode parameters = (ObjectNode) json(query.replace('\'', '"'));
    if (!parameters.has("site_id")) {
      parameters.put("site_id", DOMAIN);
    }
    return api().query(site(), parameters);
  }

  JsonNode answer(String query) {
    StatsReply reply = ask(query);
    if (reply.status() != 200) {
      throw new AssertionError(reply.status() + " " + reply.body());
    }
    return json(reply.body());
  }

  /** The rows: dimensions, then metrics. */
  List<String> rows(String query) {
    List<String> rows = new ArrayList<>();
    for (JsonNode row : answer(query).get("results")) {
      rows.add(row.get("dimensions") + " " + row.get("metrics"));
    }
    return rows;
  }

  /** The text of a refusal. */
  String refusal(String query) {
    return refusal(ask(query));
  }

  static String refusal(StatsReply reply) {
    if (reply.status() != 400) {
      throw new AssertionError(reply.status() + " " + reply.body());
    }
    return json(reply.body()).get("error").textValue();
  }

  /** The parameters of a query string in which nothing is encoded. */
  static Map<String, String> parameters(String queryString) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : queryString.split("&", -1)) {
      int equals = parameter.indexOf('=');
      parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    return parameters;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
