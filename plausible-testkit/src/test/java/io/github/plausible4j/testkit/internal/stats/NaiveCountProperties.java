package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;
import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import io.github.plausible4j.testkit.internal.store.MemoryEventStore;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.StoredImport;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Random events and queries, counted twice. */
class NaiveCountProperties {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-03-27T00:00:00Z");
  private static final long SPAN_SECONDS = 4L * 24 * 60 * 60;

  record Query(
      String zone,
      List<Long> range,
      List<String> metrics,
      List<String> dimensions,
      List<Object> filters) {}

  @Property(tries = 1_000)
  void bothCountTheSame(
      @ForAll("events") List<StoredEvent> events,
      @ForAll("imports") List<StoredImport> imports,
      @ForAll("queries") Query query)
      throws JsonProcessingException {
    ZoneId zone = ZoneId.of(query.zone());
    Instant first = START.plusSeconds(Math.min(query.range().get(0), query.range().get(1)));
    Instant last = START.plusSeconds(Math.max(query.range().get(0), query.range().get(1)));
    MemoryEventStore store = new MemoryEventStore();
    events.forEach(event -> store.add(TestSite.DOMAIN, event));
    imports.forEach(imported -> store.addImport(TestSite.DOMAIN, imported));
    StatsApi api = new StatsApi(store, Clock.fixed(START, ZoneOffset.UTC));

    StatsReply reply = api.query(earning().zone(query.zone()).site(), json(query, first, last));

    Statistics.label("status").collect(reply.status());
    NaiveCount naive =
        new NaiveCount(
            events,
            first,
            last,
            zone,
            query.metrics(),
            query.dimensions(),
            query.filters(),
            imports);
    if (reply.status() == 200) {
      JsonNode meta = JSON.readTree(reply.body()).get("meta");
      Statistics.label("imports").collect(meta.get("imports_included").booleanValue());
      assertThat(meta.get("imports_included").booleanValue()).isEqualTo(naive.hasImports());
      assertThat(rows(JSON.readTree(reply.body()))).as(query.toString()).isEqualTo(naive.rows());
    } else if (reply.status() == 500) {
      assertThat(naive.isImpossible()).isTrue();
    } else {
      // What does not go together is refused, nothing else.
      assertThat(reply.body()).contains("cannot be queried along with");
    }
  }

  @Property(tries = 300)
  void engagementIsAveragedTheSame(
      @ForAll("events") List<StoredEvent> events,
      @ForAll("imports") List<StoredImport> imports,
      @ForAll("engagementQueries") Query query)
      throws JsonProcessingException {
    bothCountTheSame(events, imports, query);
  }

  private static TestSite earning() {
    return new TestSite()
        .edition(new StatsEdition(false, true))
        .goal(SiteGoal.event("Signup").earning("EUR"));
  }

  private static ObjectNode json(Query query, Instant first, Instant last) {
    Map<String, Object> json = new HashMap<>();
    json.put("site_id", TestSite.DOMAIN);
    json.put("metrics", query.metrics());
    json.put("dimensions", query.dimensions());
    json.put("filters", query.filters());
    json.put("include", Map.of("imports", true));
    json.put("date_range", List.of(first.toString(), last.toString()));
    return JSON.valueToTree(json);
  }

  private static Map<String, List<Object>> rows(JsonNode answer) {
    Map<String, List<Object>> rows = new TreeMap<>();
    for (JsonNode row : answer.get("results")) {
      List<String> values = new ArrayList<>();
      row.get("dimensions").forEach(value -> values.add(value.textValue()));
      List<Object> metrics = new ArrayList<>();
      row.get("metrics")
          .forEach(
              metric ->
                  metrics.add(
                      metric.isNull()
                          ? null
                          : (metric.isObject() ? metric.get("value") : metric).longValue()));
      rows.put(values.toString(), metrics);
    }
    return rows;
  }

  /** Of few visitors, pages and properties, so that they meet; a session is of one visitor. */
  @Provide
  Arbitrary<List<StoredEvent>> events() {
    Arbitrary<TestEvent> event =
        Combinators.combine(
                Arbitraries.longs().between(0, SPAN_SECONDS),
                Arbitraries.longs().between(1, 12),
                Arbitraries.frequency(
                    Tuple.of(5, "pageview"), Tuple.of(1, "engagement"), Tuple.of(2, "Signup")),
                Arbitraries.of("/", "/a", "/b"),
                Arbitraries.of("", "pro", "free"),
                Arbitraries.of(true, false))
            .as(
                (second, session, name, path, plan, interactive) -> {
                  TestEvent made =
                      new TestEvent(
                          START.plusSeconds(second).toString(), session % 5, session, name, path);
                  made.with("source", session % 3 == 0 ? "Google" : "");
                  if (!plan.isEmpty()) {
                    made.prop("plan", plan);
                  }
                  if (name.equals("Signup")) {
                    made.earning(Long.toString(second % 100));
                  }
                  if (name.equals("engagement")) {
                    // A depth above 100 percent is not valid, and a time of zero is not counted.
                    made.engaged(second % 4 * 1_700, (int) (second % 140));
                  }
                  if (second % 3 == 0) {
                    made.host("other.test");
                  }
                  return interactive ? made : made.notInteractive();
                });
    return event.map(TestEvent::stored).list().ofMaxSize(40);
  }

  /** None, or rows of the same days, pages and sources as the events; some are of no visitor. */
  @Provide
  Arbitrary<List<StoredImport>> imports() {
    LocalDate start = LocalDate.ofInstant(START, ZoneOffset.UTC);
    Arbitrary<ImportedRow> row =
        Combinators.combine(
                Arbitraries.of(ImportedTable.class),
                Arbitraries.integers().between(-1, 5),
                Arbitraries.of("/", "/a", "/b"),
                Arbitraries.of("", "Google"),
                Arbitraries.of("Signup", "pageview"),
                Arbitraries.longs().between(0, 9).list().ofSize(6))
            .as(
                (table, day, page, source, name, numbers) -> {
                  Map<String, Long> counts = new HashMap<>();
                  for (int i = 0; i < table.counts().size(); i++) {
                    counts.put(table.counts().get(i), numbers.get(i % numbers.size()));
                  }
                  Map<String, String> texts = new HashMap<>();
                  List.of("page", "entry_page", "exit_page").forEach(key -> texts.put(key, page));
                  texts.put("hostname", page.equals("/") ? "other.test" : TestSite.DOMAIN);
                  texts.put("source", source);
                  texts.put("name", name);
                  return new ImportedRow(table, start.plusDays(day), texts, counts);
                });
    return row.list()
        .ofMaxSize(30)
        .map(rows -> new StoredImport(start.minusDays(1), start.plusDays(5), rows))
        .list()
        .ofMaxSize(2);
  }

  @Provide
  Arbitrary<Query> queries() {
    return Combinators.combine(
            Arbitraries.of("Etc/UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"),
            Arbitraries.longs().between(0, SPAN_SECONDS).list().ofSize(2),
            Arbitraries.of(
                    "visitors",
                    "visits",
                    "pageviews",
                    "events",
                    "bounce_rate",
                    "visit_duration",
                    "total_revenue")
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(4),
            Arbitraries.<List<String>>of(
                List.of(),
                List.of("event:page"),
                List.of("event:name"),
                List.of("event:hostname"),
                List.of("event:props:plan"),
                List.of("visit:source"),
                List.of("visit:entry_page"),
                List.of("visit:exit_page", "visit:source"),
                List.of("time:day"),
                List.of("time:hour"),
                List.of("time:week"),
                List.of("time:month", "event:page"),
                List.of("visit:source", "time:day")),
            filtersWithHostname())
        .as(Query::new);
  }

  /** Of pages alone, of which engagement is told. */
  @Provide
  Arbitrary<Query> engagementQueries() {
    Arbitrary<List<String>> metrics =
        Arbitraries.of("time_on_page", "scroll_depth", "visitors", "pageviews", "bounce_rate")
            .list()
            .uniqueElements()
            .ofMinSize(1)
            .ofMaxSize(3);
    Arbitrary<List<String>> dimensions =
        Arbitraries.of(List.of("event:page"), List.of("event:page", "visit:source"));
    return Combinators.combine(queries(), metrics, dimensions)
        .as(
            (query, ofEngagement, ofPages) ->
                new Query(query.zone(), query.range(), ofEngagement, ofPages, query.filters()));
  }

  /** A host name can be filtered at the top level only. */
  private static Arbitrary<List<Object>> filtersWithHostname() {
    Arbitrary<Object> hostname =
        Arbitraries.of("is", "is_not", "contains")
            .map(operator -> List.of(operator, "event:hostname", List.of("other.test")));
    return Arbitraries.frequencyOf(Tuple.of(4, filters(2)), Tuple.of(1, hostname))
        .list()
        .ofMaxSize(2);
  }

  private static Arbitrary<Object> filters(int depth) {
    if (depth == 0) {
      return comparisons(true);
    }
    Arbitrary<Object> inner = filters(depth - 1);
    return Arbitraries.frequencyOf(
        Tuple.of(5, comparisons(true)),
        Tuple.of(1, inner.map(filter -> List.of("not", filter))),
        Tuple.of(1, inner.list().ofMinSize(1).ofMaxSize(2).map(group -> List.of("and", group))),
        Tuple.of(1, inner.list().ofMinSize(1).ofMaxSize(2).map(group -> List.of("or", group))),
        Tuple.of(1, comparisons(false).map(done -> List.of("has_done", done))),
        Tuple.of(1, comparisons(false).map(done -> List.of("has_not_done", done))));
  }

  private static Arbitrary<Object> comparisons(boolean ofVisitsToo) {
    Arbitrary<String> dimension =
        ofVisitsToo
            ? Arbitraries.of(
                "event:page",
                "event:name",
                "event:props:plan",
                "visit:source",
                "visit:entry_page",
                "visit:exit_page")
            : Arbitraries.of("event:page", "event:name", "event:props:plan");
    Arbitrary<List<String>> clauses =
        Arbitraries.of("/", "/a", "/b", "pageview", "Signup", "pro", "(none)", "Google")
            .list()
            .ofMinSize(1)
            .ofMaxSize(3);
    return Combinators.combine(Arbitraries.of("is", "is_not"), dimension, clauses).as(List::of);
  }
}
