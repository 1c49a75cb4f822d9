package io.github.plausible4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Revenue;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.events.VisitorFinder;
import io.github.plausible4j.internal.BaseUrl;
import io.github.plausible4j.internal.ProblemCollector;
import io.github.plausible4j.internal.RetryAfter;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.sites.NewSite;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import io.github.plausible4j.stats.legacy.LegacyQuery;
import io.github.plausible4j.web.DomainSnippet;
import io.github.plausible4j.web.ScriptExtension;
import io.github.plausible4j.web.TrackerSnippet;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public entry point that parses takes any text: it returns, or throws what it declares, and
 * the memory that it allocates grows no faster than the text.
 */
class ParsingFuzzTest {
  private static final StatsQuery QUERY =
      StatsQuery.builder("blog.example.com")
          .metrics(Metric.VISITORS)
          .dimensions(Dimension.SOURCE)
          .dateRange(DateRange.today())
          .build();

  private static final String STATS = "https://stats.example.org";
  private static final DomainSnippet SNIPPET = TrackerSnippet.ofDomain(STATS, "blog.example.com");

  private static final Map<String, Consumer<String>> ENTRY_POINTS = new TreeMap<>();

  static {
    ENTRY_POINTS.put("query", StatsQuery::parse);
    ENTRY_POINTS.put("result", ParsingFuzzTest::readResult);
    ENTRY_POINTS.put("date range", text -> new DateRange.Relative(text));
    ENTRY_POINTS.put("moments", text -> new DateRange.Moments(text, text));
    ENTRY_POINTS.put("filter", text -> filtered(Filter.matches(Dimension.PAGE, text)));
    ENTRY_POINTS.put("filter value", text -> filtered(Filter.is(Dimension.COUNTRY, text)));
    ENTRY_POINTS.put("event url", Event::pageview);
    ENTRY_POINTS.put("event name", text -> Event.named(text, "https://blog.example.com/"));
    ENTRY_POINTS.put("event property", ParsingFuzzTest::property);
    ENTRY_POINTS.put("requested url", text -> Event.fromRequest("pageview", text).build());
    ENTRY_POINTS.put("requested name", text -> Event.fromRequest(text, "https://a.b/").build());
    ENTRY_POINTS.put(
        "referrer", text -> Event.fromRequest("x", "https://a.b/").referrer(text).build());
    ENTRY_POINTS.put("site", text -> Event.builder("x", "/").site(text).build());
    ENTRY_POINTS.put("revenue", text -> Revenue.of("EUR", text));
    ENTRY_POINTS.put("currency", text -> Revenue.of(text, "1"));
    ENTRY_POINTS.put("address", text -> Visitor.of(text, text));
    ENTRY_POINTS.put("server name", Visitor::ofServer);
    ENTRY_POINTS.put("forwarded", text -> visitor("Forwarded", text));
    ENTRY_POINTS.put("x-forwarded-for", text -> visitor("X-Forwarded-For", text));
    ENTRY_POINTS.put("metric", Metric::of);
    ENTRY_POINTS.put("dimension", Dimension::of);
    ENTRY_POINTS.put("new site", NewSite::of);
    ENTRY_POINTS.put("new goal", NewGoal::event);
    ENTRY_POINTS.put("new page goal", NewGoal::pageview);
    ENTRY_POINTS.put("legacy query", text -> LegacyQuery.builder(text).build());
    ENTRY_POINTS.put("tracked site", text -> TrackerSnippet.ofDomain(STATS, text));
    ENTRY_POINTS.put("tracked script", text -> TrackerSnippet.ofScript(STATS, text));
    ENTRY_POINTS.put("place of the script", text -> TrackerSnippet.ofDomain(text, "a.b"));
    ENTRY_POINTS.put("excluded page", text -> SNIPPET.exclude(text));
    ENTRY_POINTS.put("tracked property", text -> SNIPPET.prop(text, text));
    ENTRY_POINTS.put("script", text -> SNIPPET.scriptUrl(text).endpoint(text));
    ENTRY_POINTS.put("extension", ScriptExtension::new);
    ENTRY_POINTS.put("default site", text -> client().defaultSite(text).build().close());
    ENTRY_POINTS.put("api key", text -> client().apiKey(text).userAgent(text).build().close());
    ENTRY_POINTS.put("base url", text -> BaseUrl.check(text, new ProblemCollector()));
    ENTRY_POINTS.put("retry-after", text -> RetryAfter.parse(text, Clock.systemUTC()));
    ENTRY_POINTS.put("client", text -> assertThat(Plausible.builder(text).toString()).isNotNull());
  }

  /** Nothing that a visitor writes may throw. */
  private static final List<String> NEVER_THROWING =
      List.of("forwarded", "x-forwarded-for", "referrer", "retry-after", "client", "base url");

  @Property(tries = 1_500)
  void onlyWhatIsDeclaredIsThrown(@ForAll("texts") String text) {
    ENTRY_POINTS.forEach(
        (name, entry) -> {
          try {
            entry.accept(text);
          } catch (IllegalArgumentException e) {
            assertThat(NEVER_THROWING).as("throws %s", e).doesNotContain(name);
            assertThat(String.valueOf(e.getMessage())).as(name).hasSizeLessThan(6_000);
          } catch (RuntimeException | Error e) {
            fail(name + " of " + text, e);
          }
        });
  }

  static Stream<String> growing() {
    return ENTRY_POINTS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource
  void growing(String entryPoint) {
    Consumer<String> entry = ENTRY_POINTS.get(entryPoint);
    for (String part :
        List.of(
            "a",
            "/",
            "%",
            "(",
            "[",
            "[(",
            "\"",
            ",",
            ";",
            ":",
            "1",
            "é",
            "\ud83d",
            "a,b;",
            "&gclid=1",
            "{\"a\":",
            "[[",
            "e\u0301",
            "@",
            ".")) {
      long some = allocated(() -> part.repeat(20_000 / part.length()), entry);
      long more = allocated(() -> part.repeat(160_000 / part.length()), entry);

      assertThat(more).as("%s of many %s", entryPoint, part).isLessThan(16 * some + 4_000_000);
    }
  }

  private static long allocated(Supplier<String> text, Consumer<String> entry) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    String input = text.get();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      entry.accept(input);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).hasSizeLessThan(6_000);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void readResult(String json) {
    StatsResult result = StatsResult.parse(QUERY, json);
    assertThat(result.toString() + result.toTable() + result.toCsv() + result.sparkline())
        .isNotEmpty();
    result.meta().metricWarnings();
    result.meta().timeLabels();
  }

  private static Plausible.Builder client() {
    return Plausible.builder(STATS);
  }

  private static void filtered(Filter filter) {
    QUERY.toBuilder().filter(filter).build();
  }

  private static void property(String text) {
    Event.fromRequest("x", "https://a.b/").prop(text, text).build();
    Event.builder("x", "https://a.b/").prop(text, text).build();
  }

  private static void visitor(String header, String line) {
    assertThat(
            VisitorFinder.behind(1)
                .find(name -> name.equals(header) ? List.of(line, line) : List.of(), line))
        .isPresent();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "true",
            "1",
            "-1",
            "1e99999999999",
            "1e400",
            "0.0000001",
            "\"results\":",
            "\"dimensions\":[\"a\"]",
            "\"metrics\":[1]",
            "\"query\":",
            "{\"results\":[{\"dimensions\":[\"a\"],\"metrics\":[",
            "]}]}",
            "\"meta\":{",
            "\"time_labels\":[",
            "\"site_id\":\"a.b\"",
            "\"date_range\":\"7d\"",
            "\"filters\":[[",
            "\"is\"",
            "7d",
            "day",
            "2026-11-22",
            "T12:00:00Z",
            "https://",
            "blog.example.com",
            "/",
            "?",
            "#",
            "%",
            "%zz",
            "@",
            "::",
            "[::1]",
            "203.0.113.7",
            "for=",
            ";",
            "\\",
            "\\u0000",
            "(",
            ")",
            "*",
            "+",
            "(?i)",
            "\\Q",
            "EUR",
            ".",
            "_",
            "bot",
            "é",
            "😀",
            "\ud83d",
            "\u0000",
            "\n",
            " ",
            "999999999999",
            "2028-02-29",
            "2026-03-29T02:30:00",
            "+14:00",
            "24:00:00",
            "-999999999-01-01",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Tue, 29 Feb 2028 23:59:60 GMT",
            "30mo",
            "xn--",
            "localhost",
            "203.0.113.256",
            "0x7f.1",
            "fe80::1%eth0",
            "\u0130",
            "\u0131",
            "ß",
            "\u200d",
            "\u202e",
            "\u2028",
            "\u0085",
            "\ufeff",
            "\uffff",
            "\ude00",
            "\r\n",
            "\t");
    return Arbitraries.frequencyOf(
            Tuple.of(8, words), Tuple.of(1, Arbitraries.strings().all().ofMaxLength(20)))
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}
