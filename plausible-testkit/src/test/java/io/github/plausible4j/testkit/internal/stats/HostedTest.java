package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.internal.stats.query.Dimension;
import io.github.plausible4j.testkit.internal.stats.query.Filter;
import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import io.github.plausible4j.testkit.internal.stats.query.SiteSegment;
import io.github.plausible4j.testkit.internal.stats.query.StatsEdition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What came after 3.2, revenue and segments. It is Tuesday, 10 March 2026, 12:00 in UTC. */
class HostedTest {
  private static final StatsEdition HOSTED = new StatsEdition(true, true);

  private static TestSite site(StatsEdition edition) {
    TestSite site = new TestSite().edition(edition);
    site.pageview("2026-03-10T10:00:00Z", 1, 11, "/").with("country", "DE");
    site.event("2026-03-10T10:00:05Z", 1, 11, "Quiet", "/").with("country", "DE").notInteractive();
    site.pageview("2026-03-09T15:00:00Z", 2, 21, "/a").with("country", "FR");
    return site;
  }

  @Test
  void aQuietEventEndsABounceOnlyUpTo32() {
    String query = "{'metrics':['bounce_rate'],'date_range':['2026-03-10','2026-03-10']}";

    assertThat(site(StatsEdition.CE_3_2).rows(query)).containsExactly("[] [0]");
    assertThat(site(HOSTED).rows(query)).containsExactly("[] [100]");
  }

  @Test
  void theLast24HoursAreARange() {
    String query = "{'metrics':['visitors'],'date_range':'24h'}";

    assertThat(site(HOSTED).rows(query)).containsExactly("[] [2]");
    assertThat(site(HOSTED).answer(query).at("/query/date_range").toString())
        .isEqualTo("[\"2026-03-09T12:00:00Z\",\"2026-03-10T12:00:00Z\"]");
    assertThat(site(StatsEdition.CE_3_2).refusal(query))
        .isEqualTo("#/date_range: Invalid date range \"24h\"");
  }

  @Test
  void todayEndsNow() {
    String query = "{'metrics':['visitors'],'date_range':'day'}";

    assertThat(site(HOSTED).answer(query).at("/query/date_range/1").textValue())
        .isEqualTo("2026-03-10T12:00:00Z");
    assertThat(site(StatsEdition.CE_3_2).answer(query).at("/query/date_range/1").textValue())
        .isEqualTo("2026-03-10T23:59:59Z");
  }

  @Test
  void viewsPerVisitGoOverTime() {
    assertThat(
            site(HOSTED)
                .rows(
                    "{'metrics':['views_per_visit'],'date_range':'7d','dimensions':['time:day']}"))
        .containsExactly("[\"2026-03-09\"] [1.0]");
  }

  @Test
  void visitsAreMeasuredByPageAndHostname() {
    assertThat(
            site(HOSTED)
                .rows(
                    "{'metrics':['bounce_rate'],'date_range':'7d',"
                        + "'dimensions':['event:page','event:hostname']}"))
        .containsExactly("[\"/a\",\"site.test\"] [100]");
  }

  @Test
  void aFilterWithoutClausesIsRefused() {
    assertThat(
            site(HOSTED)
                .refusal(
                    "{'metrics':['visitors'],'date_range':'7d',"
                        + "'filters':[['is','event:page',[]]]}"))
        .startsWith("#/filters/0: Invalid filter");
  }

  @Test
  void aSegmentStandsForItsFilters() {
    TestSite site = site(StatsEdition.CE_3_2).segment(country(7, "DE")).segment(country(8, "FR"));
    String all = "'metrics':['visitors'],'date_range':['2026-03-09','2026-03-10']";

    assertThat(site.rows("{" + all + ",'filters':[['is','segment',[7]]]}"))
        .containsExactly("[] [1]");
    assertThat(site.rows("{" + all + ",'filters':[['is','segment',[7,8]]]}"))
        .containsExactly("[] [2]");
    assertThat(site.rows("{" + all + ",'filters':[['not',['is','segment',[7]]]]}"))
        .containsExactly("[] [1]");
    assertThat(
            site.answer("{" + all + ",'filters':[['is','segment',[7]]]}")
                .at("/query/filters")
                .toString())
        .isEqualTo("[[\"and\",[[\"is\",\"visit:country\",[\"DE\"]]]]]");
    assertThat(site.refusal("{" + all + ",'filters':[['is','segment',[9]]]}"))
        .isEqualTo("Invalid filters. Some segments don't exist or aren't accessible.");
  }

  private static SiteSegment country(long id, String code) {
    return new SiteSegment(
        id, List.of(new Filter.Comparison(Filter.Operator.IS, Dimension.COUNTRY, List.of(code))));
  }

  @Test
  void revenueIsSummedInTheCurrencyOfTheGoal() {
    TestSite site = new TestSite().edition(HOSTED).goal(SiteGoal.event("Buy").earning("USD"));
    site.event("2026-03-09T10:00:00Z", 1, 11, "Buy", "/").earning("100.13");
    site.event("2026-03-09T10:01:00Z", 1, 11, "Buy", "/").earning("1400");
    site.pageview("2026-03-09T10:02:00Z", 1, 11, "/");

    assertThat(
            site.rows(
                "{'metrics':['total_revenue','average_revenue'],'date_range':'7d',"
                    + "'filters':[['is','event:goal',['Buy']]]}"))
        .containsExactly(
            "[] [{\"value\":1500.13,\"currency\":\"USD\",\"short\":\"$1.5K\",\"long\":\"$1,500.13\"},"
                + "{\"value\":750.065,\"currency\":\"USD\",\"short\":\"$750.1\",\"long\":\"$750.06\"}]");
    assertThat(
            site.rows(
                "{'metrics':['total_revenue'],'date_range':'7d','dimensions':['event:goal']}"))
        .containsExactly(
            "[\"Buy\"]"
                + " [{\"value\":1500.13,\"currency\":\"USD\",\"short\":\"$1.5K\",\"long\":\"$1,500.13\"}]");
  }

  @Test
  void withoutOneCurrencyRevenueIsNullWithAWarning() {
    TestSite none = new TestSite().edition(HOSTED).goal(SiteGoal.event("Buy"));
    TestSite two =
        new TestSite()
            .edition(HOSTED)
            .goal(SiteGoal.event("Buy").earning("USD"))
            .goal(SiteGoal.event("Rent").earning("EUR"));
    String query = "{'metrics':['total_revenue'],'date_range':'7d'}";

    assertThat(none.rows(query)).containsExactly("[] [null]");
    assertThat(none.answer(query).at("/meta/metric_warnings/total_revenue/code").textValue())
        .isEqualTo("no_revenue_goals_matching");
    assertThat(two.answer(query).at("/meta/metric_warnings/total_revenue/code").textValue())
        .isEqualTo("no_single_revenue_currency");
  }

  @Test
  void communityEditionKnowsNoRevenue() {
    assertThat(new TestSite().refusal("{'metrics':['total_revenue'],'date_range':'7d'}"))
        .isEqualTo("#/metrics/0: Invalid metric \"total_revenue\"");
  }
}
