package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every dimension, for a visitor of whom all is known and one of whom nothing is. */
class DimensionsTest {
  private static TestSite site() {
    TestSite site = new TestSite().goal(SiteGoal.event("Signup"));
    known(site.pageview("2026-03-09T10:00:00Z", 1, 11, "/"));
    known(site.pageview("2026-03-09T10:05:00Z", 1, 11, "/docs"));
    known(site.event("2026-03-09T10:06:00Z", 1, 11, "Signup", "/docs").prop("plan", "pro"));
    site.pageview("2026-03-09T11:00:00Z", 2, 21, "/").host("blog.site.test");
    return site;
  }

  private static void known(TestEvent event) {
    event
        .with("source", "Google")
        .with("channel", "Organic Search")
        .with("referrer", "google.com")
        .with("utm_medium", "cpc")
        .with("utm_source", "ads")
        .with("utm_campaign", "spring")
        .with("utm_content", "top")
        .with("utm_term", "java")
        .with("device", "Desktop")
        .with("browser", "Firefox")
        .with("browser_version", "133.0")
        .with("os", "Mac")
        .with("os_version", "10.15")
        .with("country", "DE")
        .with("region", "DE-BE")
        .with("city", "2950159");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          event:name            | ["pageview"] [2] ; ["Signup"] [1]
          event:page            | ["/"] [2] ; ["/docs"] [1]
          event:hostname        | ["site.test"] [1] ; ["blog.site.test"] [1]
          event:goal            | ["Signup"] [1]
          event:props:plan      | ["(none)"] [2] ; ["pro"] [1]
          event:props:unknown   | ["(none)"] [2]
          visit:source          | ["Google"] [1] ; ["Direct / None"] [1]
          visit:channel         | ["Organic Search"] [1] ; ["Direct"] [1]
          visit:referrer        | ["google.com"] [1] ; ["Direct / None"] [1]
          visit:utm_medium      | ["cpc"] [1] ; ["(not set)"] [1]
          visit:utm_source      | ["ads"] [1] ; ["(not set)"] [1]
          visit:utm_campaign    | ["spring"] [1] ; ["(not set)"] [1]
          visit:utm_content     | ["top"] [1] ; ["(not set)"] [1]
          visit:utm_term        | ["java"] [1] ; ["(not set)"] [1]
          visit:device          | ["Desktop"] [1] ; ["(not set)"] [1]
          visit:browser         | ["Firefox"] [1] ; ["(not set)"] [1]
          visit:browser_version | ["133.0"] [1] ; ["(not set)"] [1]
          visit:os              | ["Mac"] [1] ; ["(not set)"] [1]
          visit:os_version      | ["10.15"] [1] ; ["(not set)"] [1]
          visit:country         | ["DE"] [1] ; ["\\u0000\\u0000"] [1]
          visit:region          | ["DE-BE"] [1] ; [""] [1]
          visit:city            | [2950159] [1] ; [0] [1]
          visit:country_name    | ["Germany"] [1] ; [""] [1]
          visit:region_name     | ["Berlin"] [1] ; [""] [1]
          visit:city_name       | ["Berlin"] [1] ; [""] [1]
          visit:entry_page      | ["/"] [2]
          visit:exit_page       | ["/docs"] [1] ; ["/"] [1]
          time                  | ["2026-03-09"] [2]
          time:hour             | ["2026-03-09 10:00:00"] [1] ; ["2026-03-09 11:00:00"] [1]
          time:day              | ["2026-03-09"] [2]
          time:week             | ["2026-03-09"] [2]
          time:month            | ["2026-03-01"] [2]
          """)
  void dimension(String dimension, String expected) {
    assertThat(
            site()
                .rows(
                    "{'metrics':['visitors'],'date_range':['2026-03-01','2026-03-31'],"
                        + "'dimensions':['"
                        + dimension
                        + "']}"))
        .containsExactlyInAnyOrder(expected.split(" ; "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"visit:entry_page_hostname", "visit:exit_page_hostname"})
  void aRealServerStumblesOverTheHostnamesOfPages(String dimension) {
    StatsReply reply =
        site().ask("{'metrics':['visitors'],'date_range':'7d','dimensions':['" + dimension + "']}");

    assertThat(reply).isEqualTo(new StatsReply(500, "{\"error\":\"internal server error\"}"));
  }

  @Test
  void severalDimensionsMakeARowForEachCombination() {
    assertThat(
            site()
                .rows(
                    "{'metrics':['visitors','pageviews'],'date_range':'7d',"
                        + "'dimensions':['visit:country','event:page']}"))
        .containsExactlyInAnyOrder(
            "[\"DE\",\"/\"] [1,1]", "[\"DE\",\"/docs\"] [1,1]", "[\"\\u0000\\u0000\",\"/\"] [1,1]");
  }

  @Test
  void eventsCannotBeGroupedByThePagesOfTheirVisits() {
    assertThat(
            site()
                .ask(
                    "{'metrics':['visitors'],'date_range':'7d',"
                        + "'dimensions':['visit:entry_page','event:name']}")
                .status())
        .isEqualTo(500);
  }
}
