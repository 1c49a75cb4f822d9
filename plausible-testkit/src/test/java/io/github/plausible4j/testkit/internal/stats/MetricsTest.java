package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every metric, on one small site. */
class MetricsTest {
  /**
   * Three visitors on one day: the first sees two pages and signs up, and reports 4 s and 60 % of
   * the first page; the second leaves after one page, with 10 s and 20 % of it; the third makes two
   * visits of one page, half an hour and more apart, and reports nothing.
   */
  private static TestSite site() {
    TestSite site = new TestSite().goal(SiteGoal.event("Signup"));
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/");
    site.engagement("2026-03-09T10:00:10Z", 1, 11, "/").engaged(4_000, 60);
    site.pageview("2026-03-09T10:00:10Z", 1, 11, "/docs");
    site.event("2026-03-09T10:01:00Z", 1, 11, "Signup", "/docs").prop("plan", "pro");
    site.pageview("2026-03-09T11:00:00Z", 2, 21, "/");
    site.engagement("2026-03-09T11:00:10Z", 2, 21, "/").engaged(10_000, 20);
    site.pageview("2026-03-09T12:00:00Z", 3, 31, "/docs");
    site.pageview("2026-03-09T12:31:00Z", 3, 32, "/docs");
    return site;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          visitors        |                               | [] [3]    # three
          visits          |                               | [] [4]    # the third visitor made two
          pageviews       |                               | [] [5]    # 2 + 1 + 1 + 1
          events          |                               | [] [6]    # and the signup; no engagement
          views_per_visit |                               | [] [1.25] # 5 page views in 4 visits
          bounce_rate     |                               | [] [75]   # all but the first visit
          visit_duration  |                               | [] [15]   # 60 s in 4 visits
          percentage      |                               | [] [100.0]# of all, all
          conversion_rate | 'filters':[['is','event:goal',['Signup']]] | [] [33.33] # 1 of 3
          time_on_page    | 'filters':[['is','event:page',['/']]]      | [] [7] # (4 + 10) s / 2 visits
          scroll_depth    | 'filters':[['is','event:page',['/']]]      | [] [40] # (60 + 20) % / 2
          """)
  void metric(String metric, String more, String expected) {
    String query =
        "{'metrics':['" + metric + "'],'date_range':'7d'" + (more == null ? "" : "," + more) + "}";

    assertThat(site().rows(query)).containsExactly(withoutReason(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          visitors       | ["/"] [2] ; ["/docs"] [2]       # visitors 1, 2 and 1, 3
          visits         | ["/docs"] [3] ; ["/"] [2]
          pageviews      | ["/docs"] [3] ; ["/"] [2]
          events         | ["/docs"] [4] ; ["/"] [2]       # the signup was on /docs
          percentage     | ["/"] [66.67] ; ["/docs"] [66.67] # each 2 of 3: no parts of a whole
          bounce_rate    | ["/docs"] [100] ; ["/"] [50]    # of visits that entered there
          visit_duration | ["/"] [30] ; ["/docs"] [0]      # of visits that entered there
          time_on_page   | ["/"] [7] ; ["/docs"] [null]
          scroll_depth   | ["/"] [40] ; ["/docs"] [null]
          """)
  void metricByPage(String metric, String expected) {
    assertThat(
            site()
                .rows(
                    "{'metrics':['" + metric + "'],'date_range':'7d','dimensions':['event:page']}"))
        .containsExactlyInAnyOrder(withoutReason(expected).split(" ; "));
  }

  @Test
  void aGroupConvertsOfItself() {
    TestSite site = new TestSite().goal(SiteGoal.event("Signup"));
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/").with("country", "DE");
    site.event("2026-03-09T10:00:01Z", 1, 11, "Signup", "/").with("country", "DE");
    site.pageview("2026-03-09T10:00:00Z", 2, 21, "/").with("country", "DE");
    site.pageview("2026-03-09T10:00:00Z", 3, 31, "/").with("country", "FR");
    site.event("2026-03-09T10:00:01Z", 3, 31, "Signup", "/").with("country", "FR");

    // Of 3 visitors each country has 1 that converted; of the 2 from DE, of the 1 from FR.
    assertThat(
            site.rows(
                "{'metrics':['conversion_rate','group_conversion_rate'],'date_range':'7d',"
                    + "'dimensions':['visit:country'],'filters':[['is','event:goal',['Signup']]]}"))
        .containsExactlyInAnyOrder("[\"DE\"] [33.33,50.0]", "[\"FR\"] [33.33,100.0]");
  }

  @Test
  void aPageWithoutEntriesHasNoBouncesBesideItsVisitors() {
    // Nobody entered on /docs: the number of bounces is that of nothing, zero.
    TestSite site = new TestSite();
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/");
    site.pageview("2026-03-09T10:00:05Z", 1, 11, "/docs");

    assertThat(
            site.rows(
                "{'metrics':['visitors','bounce_rate'],'date_range':'7d','dimensions':['event:page']}"))
        .containsExactlyInAnyOrder("[\"/\"] [1,0]", "[\"/docs\"] [1,0]");
    // Alone, it is asked of entry pages only.
    assertThat(
            site.rows("{'metrics':['bounce_rate'],'date_range':'7d','dimensions':['event:page']}"))
        .containsExactly("[\"/\"] [0]");
  }

  @Test
  void underAFilterByPageOnlyVisitsThatEnteredThereBounce() {
    TestSite site = site();

    // Three visits saw /docs; of the two that entered there both bounced.
    assertThat(
            site.rows(
                "{'metrics':['visits','bounce_rate'],'date_range':'7d',"
                    + "'filters':[['is','event:page',['/docs']]]}"))
        .containsExactly("[] [3,100]");
  }

  @Test
  void aVisitWithoutPagesHasAnEmptyEntryPage() {
    TestSite site = new TestSite();
    site.event("2026-03-09T10:00:00Z", 1, 11, "Build", "/build");

    assertThat(
            site.rows(
                "{'metrics':['visits','bounce_rate'],'date_range':'7d',"
                    + "'dimensions':['visit:entry_page']}"))
        .containsExactly("[\"\"] [1,0]");
  }

  @Test
  void engagementIsOfAVisitorAndIsNoEvent() {
    TestSite site = new TestSite();
    site.engagement("2026-03-09T10:00:00Z", 1, 11, "/").engaged(5_000, 50);

    assertThat(site.rows("{'metrics':['visitors','visits','events'],'date_range':'7d'}"))
        .containsExactly("[] [1,1,0]");
    assertThat(
            site.rows(
                "{'metrics':['visitors','events'],'date_range':'7d',"
                    + "'dimensions':['event:name']}"))
        .containsExactly("[\"engagement\"] [1,0]");
    // On visits it counts nothing: it begins none.
    assertThat(site.rows("{'metrics':['visitors','bounce_rate'],'date_range':'7d'}"))
        .containsExactly("[] [0,0]");
  }

  @Test
  void scrollDepthIsTheDeepestOfEachVisit() {
    TestSite site = new TestSite();
    site.engagement("2026-03-09T10:00:00Z", 1, 11, "/").engaged(1_000, 30);
    site.engagement("2026-03-09T10:00:05Z", 1, 11, "/").engaged(1_000, 80);
    site.engagement("2026-03-09T11:00:00Z", 1, 12, "/").engaged(1_000, 50);
    site.engagement("2026-03-09T12:00:00Z", 2, 21, "/").engaged(1_000, 255);

    // 80 and 50 make 65; the last one did not say.
    assertThat(
            site.rows(
                "{'metrics':['scroll_depth'],'date_range':'7d',"
                    + "'filters':[['is','event:page',['/']]]}"))
        .containsExactly("[] [65]");
  }

  @Test
  void halvesAreRoundedToEven() {
    TestSite site = new TestSite();
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/");
    site.event("2026-03-09T10:00:05Z", 1, 11, "Click", "/");
    site.pageview("2026-03-09T10:00:00Z", 2, 21, "/");

    // 5 s in 2 visits are 2.5, as the database of a real server rounds it 2.
    assertThat(site.rows("{'metrics':['visit_duration'],'date_range':'7d'}"))
        .containsExactly("[] [2]");
  }

  private static String withoutReason(String expected) {
    return expected.replaceFirst("\\s*#.*", "");
  }
}
