package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first version of the API; it is Tuesday, 10 March 2026, 12:00 in UTC. */
class LegacyTest {
  /**
   * On 9 March visitor 1 comes from Google and DE on Firefox 133, reads / for 4 s, then /docs, and
   * signs up; visitor 2 reads / on Chrome. On 2 March visitor 3 read /.
   */
  private final TestSite site = new TestSite();

  LegacyTest() {
    site.goal(SiteGoal.event("Signup")).goal(SiteGoal.page("/docs"));
    one(site.pageview("2026-03-09T10:00:00Z", 1, 11, "/"));
    one(site.engagement("2026-03-09T10:00:10Z", 1, 11, "/").engaged(4_000, 60));
    one(site.pageview("2026-03-09T10:00:10Z", 1, 11, "/docs"));
    one(site.event("2026-03-09T10:00:20Z", 1, 11, "Signup", "/docs").prop("plan", "pro"));
    site.pageview("2026-03-09T11:00:00Z", 2, 21, "/").with("browser", "Chrome");
    site.pageview("2026-03-02T11:00:00Z", 3, 31, "/");
  }

  private static void one(TestEvent event) {
    event.with("source", "Google").with("country", "DE");
    event.with("browser", "Firefox").with("browser_version", "133.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          period=7d                                  | {"visitors":{"value":2}}
          period=day                                 | {"visitors":{"value":0}}
          period=day&date=2026-03-02                 | {"visitors":{"value":1}}
          period=month&date=2026-03-31               | {"visitors":{"value":3}}
          period=6mo                                 | {"visitors":{"value":0}}
          period=6mo&date=2026-04-01                 | {"visitors":{"value":3}}
          period=12mo                                | {"visitors":{"value":0}}
          period=12mo&date=2027-03-31                | {"visitors":{"value":3}}
          period=custom&date=2026-03-01, 2026-03-08  | {"visitors":{"value":1}}
          metrics=visits,pageviews,events,views_per_visit,bounce_rate,visit_duration&period=7d | {"visits":{"value":2},"pageviews":{"value":3},"events":{"value":4},"views_per_visit":{"value":1.5},"bounce_rate":{"value":50},"visit_duration":{"value":10}}
          metrics=visitors,conversion_rate&period=7d&filters=event:goal==Signup | {"visitors":{"value":1},"conversion_rate":{"value":50.0}}
          metrics=time_on_page&period=7d&filters=event:page==/ | {"time_on_page":{"value":4}}
          """)
  void aggregate(String parameters, String results) {
    assertThat(
            results(site.api().aggregate(site.site(), TestSite.parameters(parameters))).toString())
        .isEqualTo(results);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          7d     | visitors       | {"value":2,"change":100,"comparison_value":1}
          7d     | pageviews      | {"value":3,"change":200,"comparison_value":1}
          7d     | bounce_rate    | {"value":50,"change":-50,"comparison_value":100}
          7d     | visit_duration | {"value":10,"change":100,"comparison_value":0}
          day    | visitors       | {"value":0,"change":-100,"comparison_value":2}
          month  | visitors       | {"value":3,"change":100,"comparison_value":0}
          month  | bounce_rate    | {"value":67,"change":null,"comparison_value":0}
          """)
  void aPeriodIsComparedWithTheOneBefore(String period, String metric, String result) {
    // The month is compared up to today, with as many days before: 19 to 28 February.
    var reply =
        site.api()
            .aggregate(
                site.site(),
                Map.of("period", period, "metrics", metric, "compare", "previous_period"));

    assertThat(results(reply).get(metric).toString()).isEqualTo(result);
  }

  @Test
  void otherComparisonsAreIgnored() {
    assertThat(
            results(
                site.api()
                    .aggregate(site.site(), TestSite.parameters("compare=last_year&period=7d"))))
        .hasToString("{\"visitors\":{\"value\":2}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      textBlock =
          """
          event:page==/                      ^ 3
          event:page!=/                      ^ 1
          event:page==/|/docs                ^ 3
          event:page==/d*                    ^ 1
          event:page!=/d**                   ^ 3
          event:page~docs                    ^ 3
          event:page==                       ^ 3
          visit:browser==Firefox;event:page==/docs ^ 1
          visit:browser!=Firefox             ^ 2
          visit:browser!=Chrome|Firefox      ^ 2
          visit:browser==Chr\\\\|ome         ^ 0
          visit:country==DEU                 ^ 3
          visit:country==D*                  ^ 1
          event:goal==Signup                 ^ 1
          event:goal!=Signup                 ^ 1
          event:goal==Signup|Visit /docs     ^ 1
          event:props:plan==pro              ^ 1
          event:props:plan!=pro              ^ 3
          [["is","event:page",["/docs"]]]    ^ 1
          {"page":"/docs"}                   ^ 3
          5                                  ^ 3
          """)
  void aFilterThatCannotBeReadIsDropped(String filters, int visitors) {
    // A list is positive even after !=; a word for a country, ~ and an empty value are no filters.
    var reply =
        site.api()
            .aggregate(
                site.site(), Map.of("period", "30d", "filters", filters.replace("\\\\", "\\")));

    assertThat(results(reply).at("/visitors/value").intValue()).isEqualTo(visitors);
  }

  @Test
  void aTimeseriesHasNoGaps() {
    assertThat(
            results(
                site.api()
                    .timeseries(
                        site.site(),
                        TestSite.parameters(
                            "period=custom&date=2026-03-08,2026-03-09&metrics=visitors,bounce_rate,"
                                + "visit_duration,views_per_visit"))))
        .hasToString(
            "[{\"date\":\"2026-03-08\",\"visitors\":0,\"bounce_rate\":0.0,"
                + "\"visit_duration\":null,\"views_per_visit\":0.0},"
                + "{\"date\":\"2026-03-09\",\"visitors\":2,\"bounce_rate\":50,"
                + "\"visit_duration\":10,\"views_per_visit\":1.5}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          period=day                | 24 | 2026-03-10 00:00:00
          period=7d                 |  7 | 2026-03-03
          period=7d&interval=date   |  7 | 2026-03-03
          period=7d&interval=month  |  1 | 2026-03-01
          period=30d                | 30 | 2026-02-08
          period=month              | 31 | 2026-03-01
          period=6mo                |  6 | 2025-09-01
          period=12mo               | 12 | 2025-03-01
          period=12mo&interval=day  | 365 | 2025-03-01
          """)
  void theIntervalSuitsThePeriod(String parameters, int rows, String first) {
    JsonNode results = results(site.api().timeseries(site.site(), TestSite.parameters(parameters)));

    assertThat(results).hasSize(rows);
    assertThat(results.at("/0/date").textValue()).isEqualTo(first);
  }

  @Test
  void aTimeseriesConvertsEachDayOfItself() {
    assertThat(
            results(
                    site.api()
                        .timeseries(
                            site.site(),
                            TestSite.parameters(
                                "period=7d&metrics=conversion_rate&filters=event:goal==Signup")))
                .get(6))
        .hasToString("{\"date\":\"2026-03-09\",\"conversion_rate\":50.0}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          property=event:page           | [{"page":"/","visitors":2},{"page":"/docs","visitors":1}]
          property=event:page&limit=1&page=2 | [{"page":"/docs","visitors":1}]
          property=event:page&page=9    | []
          property=event:page&page=0    | []
          property=event:page&page=0&limit=1 | [{"page":"/","visitors":2}]
          property=event:name           | [{"name":"pageview","visitors":2},{"name":"Signup","visitors":1},{"name":"engagement","visitors":1}]
          property=event:props:plan     | [{"plan":"(none)","visitors":2},{"plan":"pro","visitors":1}]
          property=visit:source         | [{"source":"Direct / None","visitors":1},{"source":"Google","visitors":1}]
          property=visit:country        | [{"country":"DE","visitors":1}]
          property=visit:city           | []
          property=visit:utm_source     | []
          property=visit:entry_page     | [{"entry_page":"/","visitors":2}]
          property=visit:exit_page      | [{"exit_page":"/","visitors":1},{"exit_page":"/docs","visitors":1}]
          property=visit:browser_version | [{"browser":"Chrome","browser_version":"(not set)","visitors":1},{"browser":"Firefox","browser_version":"133.0","visitors":1}]
          property=visit:browser&metrics=visitors,pageviews,events | [{"browser":"Firefox","visitors":1,"pageviews":2,"events":3},{"browser":"Chrome","visitors":1,"pageviews":1,"events":1}]
          property=event:page&metrics=time_on_page | [{"page":"/","time_on_page":4},{"page":"/docs","time_on_page":null}]
          property=event:goal&metrics=visitors,conversion_rate | [{"goal":"Signup","visitors":1,"conversion_rate":50.0},{"goal":"Visit /docs","visitors":1,"conversion_rate":50.0}]
          property=visit:country&metrics=conversion_rate&filters=event:goal==Signup | [{"country":"DE","conversion_rate":100.0}]
          """)
  void breakdown(String parameters, String rows) {
    JsonNode results =
        results(site.api().breakdown(site.site(), TestSite.parameters(parameters + "&period=7d")));

    if (parameters.contains("browser&") || parameters.contains("goal&m")) {
      assertThat(results).containsExactlyInAnyOrderElementsOf(TestSite.json(rows));
    } else {
      assertThat(results.toString()).isEqualTo(rows);
    }
  }

  @Test
  void realtimeVisitorsAreThoseOfTheLastFiveMinutes() {
    TestSite busy = new TestSite();
    busy.pageview("2026-03-10T11:54:59Z", 1, 11, "/");
    busy.pageview("2026-03-10T11:55:00Z", 2, 21, "/");
    busy.pageview("2026-03-10T11:59:00Z", 2, 21, "/");
    busy.engagement("2026-03-10T11:59:00Z", 3, 31, "/").engaged(1_000, 10);

    assertThat(busy.api().realtimeVisitors(busy.site())).isEqualTo(new StatsReply(200, "1"));
  }

  private static JsonNode results(StatsReply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return TestSite.json(reply.body()).get("results");
  }

  @Test
  void aBarPartsPatternsOfPages() {
    TestSite pages = new TestSite();
    pages.pageview("2026-03-09T10:00:00Z", 1, 11, "/en/1");
    pages.pageview("2026-03-09T10:00:00Z", 2, 21, "/pl/1");
    pages.pageview("2026-03-09T10:00:00Z", 3, 31, "/ee/1");

    assertThat(visitors(pages, "event:page==/en/**|/pl/**")).isEqualTo(2);
    assertThat(visitors(pages, "event:page!=/en/**|/pl/**")).isEqualTo(1);
  }

  @Test
  void namesAreFoundByEqualityOnly() {
    assertThat(visitors(site, "event:name==Signup")).isEqualTo(1);
    assertThat(visitors(site, "event:name!=Signup")).isZero();
    assertThat(visitors(site, "event:name==Sign*")).isZero();
  }

  @Test
  void aCityThatIsNoNumberFailsInTheDatabase() {
    assertThat(
            site.api()
                .aggregate(site.site(), TestSite.parameters("filters=visit:city==London"))
                .status())
        .isEqualTo(500);
  }

  /** The visit entered on another host name, so that its source is not one of this host name. */
  @Test
  void sourcesOfAHostnameAreThoseOfVisitsThatEnteredOnIt() {
    TestSite hosts = new TestSite();
    hosts.pageview("2026-03-09T10:00:00Z", 1, 11, "/").host("two.test").with("utm_term", "ad");
    hosts.pageview("2026-03-09T10:15:00Z", 1, 11, "/").host("one.test").with("utm_term", "ad");

    assertThat(terms(hosts, "one.test")).isEqualTo("[]");
    assertThat(terms(hosts, "two.test")).isEqualTo("[{\"utm_term\":\"ad\",\"visitors\":1}]");
  }

  private static String terms(TestSite site, String hostname) {
    return results(
            site.api()
                .breakdown(
                    site.site(),
                    TestSite.parameters(
                        "period=7d&property=visit:utm_term&filters=event:hostname==" + hostname)))
        .toString();
  }

  private static long visitors(TestSite site, String filters) {
    Map<String, String> parameters = new HashMap<>(Map.of("period", "7d", "filters", filters));
    return results(site.api().aggregate(site.site(), parameters)).at("/visitors/value").longValue();
  }
}
