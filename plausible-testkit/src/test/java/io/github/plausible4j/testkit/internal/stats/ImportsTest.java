package io.github.plausible4j.testkit.internal.stats;

import static io.github.plausible4j.testkit.internal.stats.TestSite.parameters;
import static io.github.plausible4j.testkit.internal.stats.TestSite.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;
import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imported statistics in answers. It is Tuesday, 10 March 2026, 12:00 in UTC. */
class ImportsTest {
  private static final String DAY = "'date_range':['2026-03-02','2026-03-02']";
  private static final String WITH = ",'include':{'imports':true}";
  private static final String DATE = "2026-03-02";
  private static final String NOON = DATE + "T12:00:00Z";

  private static TestSite importing(ImportedRow... rows) {
    return new TestSite().imported("2026-03-01", "2026-03-05", rows);
  }

  private static String query(String metrics, String rest) {
    return "{'metrics':[" + metrics + "]," + DAY + rest + WITH + "}";
  }

  private static String by(String dimension) {
    return ",'dimensions':['" + dimension + "']";
  }

  @Test
  void importsAreCountedIfTheyAreAskedFor() {
    TestSite site =
        importing(row(ImportedTable.VISITORS, DATE, "visitors=3", "visits=4", "pageviews=7"));
    site.pageview(NOON, 1, 11, "/");

    assertThat(site.rows("{'metrics':['visitors']," + DAY + "}")).containsExactly("[] [1]");
    assertThat(site.rows(query("'visitors','visits','pageviews','events'", "")))
        .containsExactly("[] [4,5,8,8]");
    assertThat(site.answer(query("'visitors'", "")).get("meta").toString())
        .isEqualTo("{\"imports_included\":true}");
  }

  @Test
  void averagesAreWeighedByVisits() {
    TestSite site =
        importing(
            row(
                ImportedTable.SOURCES,
                DATE,
                "source=Google",
                "visitors=2",
                "visits=2",
                "pageviews=6",
                "bounces=1",
                "visit_duration=120"));
    site.pageview(NOON, 1, 11, "/").with("source", "Google");

    assertThat(
            site.rows(
                query("'visitors','visits','bounce_rate','visit_duration'", by("visit:source"))))
        .containsExactly("[\"Google\"] [3,3,67,40]");
  }

  @Test
  void viewsPerVisitAreOfAllVisits() {
    TestSite site =
        importing(row(ImportedTable.VISITORS, DATE, "visitors=2", "visits=2", "pageviews=6"));
    site.pageview(NOON, 1, 11, "/");

    assertThat(site.rows(query("'views_per_visit'", ""))).containsExactly("[] [2.33]");
  }

  /** An unknown source has a name, an unknown campaign or place is left out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SOURCES           | visit:source          | source=                      | ["Direct / None"] [5]
          SOURCES           | visit:referrer        | referrer=site.com/1          | ["site.com/1"] [5]
          SOURCES           | visit:channel         | channel=                     | ["(not set)"] [5]
          SOURCES           | visit:utm_source      | utm_source=news              | ["news"] [5]
          SOURCES           | visit:utm_medium      | utm_source=news              |
          ENTRY_PAGES       | visit:entry_page      | entry_page=/in               | ["/in"] [5]
          EXIT_PAGES        | visit:exit_page       | exit_page=/out               | ["/out"] [5]
          LOCATIONS         | visit:country         | country=EE                   | ["EE"] [5]
          LOCATIONS         | visit:country         | country=ZZ                   |
          LOCATIONS         | visit:country_name    | country=EE                   | ["Estonia"] [5]
          LOCATIONS         | visit:region          | country=EE                   |
          LOCATIONS         | visit:region_name     | region=GB-ENG                | ["England"] [5]
          LOCATIONS         | visit:city            | city=2643743                 | [2643743] [5]
          LOCATIONS         | visit:city            | country=GB                   |
          LOCATIONS         | visit:city_name       | city=2643743                 | ["London"] [5]
          DEVICES           | visit:device          | device=                      | ["(not set)"] [5]
          BROWSERS          | visit:browser         | browser=Firefox              | ["Firefox"] [5]
          BROWSERS          | visit:browser_version | browser_version=             | ["(not set)"] [5]
          OPERATING_SYSTEMS | visit:os              | operating_system=Mac         | ["Mac"] [5]
          OPERATING_SYSTEMS | visit:os_version      | operating_system_version=12  | ["12"] [5]
          PAGES             | event:page            | page=/a                      | ["/a"] [5]
          CUSTOM_EVENTS     | event:name            | name=Signup                  | ["Signup"] [5]
          VISITORS          | time:day              | visitors=5                   | ["2026-03-02"] [5]
          VISITORS          | time:week             | visitors=5                   | ["2026-03-02"] [5]
          VISITORS          | time:month            | visitors=5                   | ["2026-03-01"] [5]
          """)
  void aDimensionIsCountedByItsTable(
      ImportedTable table, String dimension, String column, String row) {
    TestSite site = importing(row(table, DATE, column, "visitors=5"));

    assertThat(site.rows(query("'visitors'", by(dimension))))
        .isEqualTo(row == null ? List.of() : List.of(row));
  }

  @Test
  void visitsOfPagesAreEntrancesAndExits() {
    TestSite site =
        importing(
            row(ImportedTable.ENTRY_PAGES, DATE, "entry_page=/b", "visitors=2", "entrances=3"),
            row(ImportedTable.EXIT_PAGES, DATE, "exit_page=/b", "visitors=2", "exits=4"));
    site.pageview(NOON, 1, 11, "/b");

    assertThat(site.rows(query("'visits'", by("visit:entry_page"))))
        .containsExactly("[\"/b\"] [4]");
    assertThat(site.rows(query("'visits'", by("visit:exit_page")))).containsExactly("[\"/b\"] [5]");
  }

  @Test
  void bouncesOfAPageAreThoseOfVisitsThatEnteredThere() {
    TestSite site =
        importing(
            row(ImportedTable.PAGES, DATE, "page=/a", "visitors=9", "visits=9", "pageviews=9"),
            row(
                ImportedTable.ENTRY_PAGES,
                DATE,
                "entry_page=/a",
                "visitors=3",
                "entrances=3",
                "bounces=1"));
    site.pageview(NOON, 1, 11, "/a");

    assertThat(site.rows(query("'visitors','bounce_rate'", by("event:page"))))
        .containsExactly("[\"/a\"] [10,50]");
    // Of a filtered page no table has the bounces.
    assertThat(
            site.rows(query("'visitors','bounce_rate'", ",'filters':[['is','event:page',['/a']]]")))
        .containsExactly("[] [10,100]");
  }

  @Test
  void rowsWithoutPageviewsAreLeftOutWhereViewsAreCounted() {
    TestSite site =
        importing(
            row(ImportedTable.PAGES, DATE, "page=/skip", "visitors=1"),
            row(ImportedTable.PAGES, DATE, "page=/take", "visitors=1", "pageviews=1"));

    assertThat(site.rows(query("'pageviews'", by("event:page"))))
        .containsExactly("[\"/take\"] [1]");
    assertThat(site.rows(query("'visitors'", by("event:page")))).hasSize(2);
  }

  @Test
  void timeOnPageAndScrollDepthAreAveragesOfAllVisits() {
    TestSite site =
        importing(
            row(
                ImportedTable.PAGES,
                DATE,
                "page=/a",
                "visitors=2",
                "total_scroll_depth=100",
                "total_scroll_depth_visits=2",
                "total_time_on_page=30",
                "total_time_on_page_visits=2"));
    site.pageview(NOON, 1, 11, "/a");
    site.engagement(DATE + "T12:01:00Z", 1, 11, "/a").engaged(60_000, 80);

    assertThat(site.rows(query("'scroll_depth','time_on_page'", by("event:page"))))
        .containsExactly("[\"/a\"] [60,30]");
  }

  @Test
  void aMissingScrollDepthIsReported() {
    TestSite site = importing(row(ImportedTable.PAGES, DATE, "page=/a", "visitors=2"));

    JsonNode answer = site.answer(query("'scroll_depth'", by("event:page")));

    assertThat(answer.at("/meta/metric_warnings/scroll_depth/code").textValue())
        .isEqualTo("no_imported_scroll_depth");
    assertThat(answer.at("/results/0/metrics").toString()).isEqualTo("[null]");
  }

  @Test
  void aMissingBounceRateOfAPageIsReportedAfter32() {
    ImportedRow row = row(ImportedTable.PAGES, DATE, "page=/a", "visitors=2");
    String query = query("'bounce_rate'", ",'filters':[['is','event:page',['/a']]]");

    assertThat(importing(row).answer(query).at("/meta/metric_warnings").isMissingNode()).isTrue();
    assertThat(
            importing(row)
                .edition(new StatsEdition(true, true))
                .answer(query)
                .at("/meta/metric_warnings/bounce_rate/code")
                .textValue())
        .isEqualTo("no_imported_bounce_rate");
  }

  @Test
  void filtersOfTheSameTableAreKept() {
    TestSite site =
        importing(
            row(ImportedTable.SOURCES, DATE, "source=Google", "utm_medium=organic", "visitors=1"),
            row(ImportedTable.SOURCES, DATE, "source=Twitter", "utm_medium=social", "visitors=2"),
            row(ImportedTable.SOURCES, DATE, "source=", "utm_medium=organic", "visitors=4"));

    assertThat(
            site.rows(
                query(
                    "'visitors'",
                    by("visit:source") + ",'filters':[['is','visit:utm_medium',['organic']]]")))
        .containsExactly("[\"Direct / None\"] [4]", "[\"Google\"] [1]");
    assertThat(
            site.rows(query("'visitors'", ",'filters':[['contains','visit:source',['Direct']]]")))
        .containsExactly("[] [4]");
    assertThat(
            site.rows(
                query(
                    "'visitors'",
                    ",'filters':[['not',['or',[['is','visit:source',['Google']],"
                        + "['is','visit:source',['Twitter']]]]]]")))
        .containsExactly("[] [4]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ,'dimensions':['time:hour']                                                    | unsupported_interval | too short
          ,'dimensions':['visit:source','visit:country']                                 | unsupported_query    | not supported
          ,'dimensions':['visit:source'],'filters':[['is','visit:device',['Mobile']]]    | unsupported_query    | not supported
          ,'dimensions':['event:props:plan']                                             | unsupported_query    | not supported
          ,'dimensions':['event:props:url']                                              | unsupported_query    | not supported
          ,'filters':[['has_done',['is','event:name',['Signup']]]]                       | unsupported_query    | not supported
          ,'filters':[['is','event:goal',['Signup','Visit /a']]]                         | unsupported_query    | not supported
          ,'filters':[['is','event:goal',['Scroll 50% on /a']]]                          | unsupported_query    | not supported
          """)
  void whatNoTableCanAnswerIsCountedWithoutImports(String rest, String reason, String warning) {
    TestSite site =
        importing(row(ImportedTable.SOURCES, DATE, "source=Google", "visitors=50"))
            .goal(SiteGoal.event("Signup"))
            .goal(SiteGoal.page("/a"))
            .goal(SiteGoal.scroll("/a", 50));
    site.pageview(NOON, 1, 11, "/b");

    JsonNode meta = site.answer(query("'visitors'", rest)).get("meta");

    assertThat(meta.get("imports_included").booleanValue()).isFalse();
    assertThat(meta.get("imports_skip_reason").textValue()).isEqualTo(reason);
    assertThat(meta.get("imports_warning").textValue()).contains(warning);
  }

  @Test
  void withoutAnImportOfTheseDaysThereIsNoWarning() {
    String query = "{'metrics':['visitors'],'date_range':['2025-01-01','2025-01-02']" + WITH + "}";

    assertThat(new TestSite().answer(query).get("meta").toString())
        .isEqualTo("{\"imports_included\":false,\"imports_skip_reason\":\"no_imported_data\"}");
    assertThat(importing().answer(query).get("meta").toString())
        .isEqualTo("{\"imports_included\":false,\"imports_skip_reason\":\"out_of_range\"}");
  }

  @Test
  void goalsAreReachedByImportedEventsAndPages() {
    TestSite site =
        importing(
                row(ImportedTable.CUSTOM_EVENTS, DATE, "name=Purchase", "visitors=3", "events=5"),
                row(ImportedTable.PAGES, DATE, "page=/test", "visitors=2", "pageviews=2"),
                row(ImportedTable.VISITORS, DATE, "visitors=5"))
            .goal(SiteGoal.event("Purchase"))
            .goal(SiteGoal.page("/test"));
    site.pageview(NOON, 1, 11, "/test");
    site.event(NOON, 2, 21, "Purchase", "/");
    site.event(NOON, 3, 31, "Purchase", "/");

    assertThat(
            site.rows(query("'visitors','events','pageviews','conversion_rate'", by("event:goal"))))
        .containsExactly("[\"Purchase\"] [5,7,0,62.5]", "[\"Visit /test\"] [3,3,3,37.5]");
    assertThat(
            site.rows(
                query(
                    "'visitors','events','conversion_rate'",
                    ",'filters':[['is','event:goal',['Purchase']]]")))
        .containsExactly("[] [5,7,62.5]");
    // Custom events are imported without their visits.
    assertThat(
            site.ask(query("'visits'", ",'filters':[['is','event:goal',['Purchase']]]")).status())
        .isEqualTo(500);
  }

  @Test
  void linksOfOutboundClicksAreImported() {
    String goal = "Outbound Link: Click";
    TestSite site =
        importing(
                row(
                    ImportedTable.CUSTOM_EVENTS,
                    DATE,
                    "name=" + goal,
                    "link_url=https://one.com",
                    "visitors=2",
                    "events=5"),
                row(
                    ImportedTable.CUSTOM_EVENTS,
                    DATE,
                    "name=" + goal,
                    "link_url=https://two.com",
                    "visitors=5",
                    "events=10"),
                row(ImportedTable.CUSTOM_EVENTS, DATE, "name=other", "visitors=5", "events=10"),
                row(ImportedTable.VISITORS, DATE, "visitors=9"))
            .goal(SiteGoal.event(goal));
    site.event(NOON, 1, 11, goal, "/").prop("url", "https://one.com");

    assertThat(
            site.rows(
                query(
                    "'visitors','events','conversion_rate'",
                    by("event:props:url") + ",'filters':[['is','event:goal',['" + goal + "']]]")))
        .containsExactly("[\"https://two.com\"] [5,10,50.0]", "[\"https://one.com\"] [3,6,30.0]");
  }

  @Test
  void sharesAreOfAllThatIsCounted() {
    TestSite site =
        importing(
            row(ImportedTable.DEVICES, DATE, "device=Mobile", "visitors=3"),
            row(ImportedTable.VISITORS, DATE, "visitors=7"));
    site.pageview(NOON, 1, 11, "/").with("device", "Mobile");

    assertThat(site.rows(query("'visitors','percentage'", by("visit:device"))))
        .containsExactly("[\"Mobile\"] [4,50.0]");
  }

  @Test
  void allBeginsWithTheFirstImportedDay() {
    TestSite site = importing(row(ImportedTable.VISITORS, DATE, "visitors=3"));

    assertThat(
            site.answer("{'metrics':['visitors'],'date_range':'all'" + WITH + "}")
                .at("/query/date_range/0")
                .textValue())
        .isEqualTo("2026-03-01T00:00:00Z");
  }

  @Test
  void version1CountsImportsWithAParameter() {
    TestSite site =
        importing(
            row(ImportedTable.VISITORS, DATE, "visitors=3", "visits=4"),
            row(ImportedTable.SOURCES, DATE, "source=Google", "visitors=2"));
    site.pageview(NOON, 1, 11, "/");
    String day = "period=day&date=" + DATE;

    assertThat(site.api().aggregate(site.site(), parameters(day)).body())
        .isEqualTo("{\"results\":{\"visitors\":{\"value\":1}}}");
    assertThat(site.api().aggregate(site.site(), parameters(day + "&with_imported=true")).body())
        .isEqualTo("{\"results\":{\"visitors\":{\"value\":4}}}");
    assertThat(
            site.api()
                .breakdown(
                    site.site(), parameters(day + "&with_imported=true&property=visit:source"))
                .body())
        .isEqualTo(
            "{\"results\":[{\"source\":\"Google\",\"visitors\":2},"
                + "{\"source\":\"Direct / None\",\"visitors\":1}]}");
    assertThat(
            site.api()
                .timeseries(
                    site.site(),
                    parameters("period=custom&date=2026-03-02,2026-03-03&with_imported=true"))
                .body())
        .isEqualTo(
            "{\"results\":[{\"date\":\"2026-03-02\",\"visitors\":4},"
                + "{\"date\":\"2026-03-03\",\"visitors\":0}]}");
  }

  @Test
  void version1WarnsOfImportsThatAreNotCounted() {
    TestSite site = importing(row(ImportedTable.VISITORS, DATE, "visitors=3"));
    String query =
        "period=day&date="
            + DATE
            + "&with_imported=true&property=visit:source"
            + "&filters=visit:device==Mobile";

    assertThat(
            TestSite.json(site.api().breakdown(site.site(), parameters(query)).body())
                .get("warning")
                .textValue())
        .startsWith("Imported stats are not included in the results");
  }
}
