package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conversions of events, of pages and of scrolling. */
class GoalsTest {
  private final TestSite site =
      new TestSite()
          .goal(SiteGoal.event("Signup"))
          .goal(SiteGoal.page("/pricing"))
          .goal(SiteGoal.page("/blog/**").named("Any post"))
          .goal(SiteGoal.scroll("/blog/**", 50).named("Read on"));

  @Test
  void oneEventCanReachSeveralGoals() {
    site.goal(SiteGoal.page("/blog/*/print").named("Printed"));
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/blog/one/print");
    site.pageview("2026-03-09T10:00:00Z", 2, 21, "/blog/two");
    site.pageview("2026-03-09T10:00:00Z", 3, 31, "/pricing/old");

    assertThat(byGoal("'visitors','events','conversion_rate'"))
        .containsExactly("[\"Any post\"] [2,2,66.67]", "[\"Printed\"] [1,1,33.33]");
  }

  @Test
  void aPageGoalIsReachedByPageviewsOnly() {
    site.event("2026-03-09T10:00:00Z", 1, 11, "Click", "/pricing");

    assertThat(byGoal("'visitors'")).isEmpty();
  }

  @Test
  void aScrollGoalIsReachedAtItsDepthAndHasNoEvents() {
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/blog/one");
    site.engagement("2026-03-09T10:00:09Z", 1, 11, "/blog/one").engaged(9_000, 50);
    site.pageview("2026-03-09T10:00:00Z", 2, 21, "/blog/one");
    site.engagement("2026-03-09T10:00:09Z", 2, 21, "/blog/one").engaged(9_000, 49);
    site.pageview("2026-03-09T10:00:00Z", 3, 31, "/blog/one");
    site.engagement("2026-03-09T10:00:09Z", 3, 31, "/blog/one"); // did not say how far

    assertThat(byGoal("'visitors','events'"))
        .containsExactly("[\"Any post\"] [3,3]", "[\"Read on\"] [1,null]");
    assertThat(
            site.rows(
                "{'metrics':['visitors','events'],'date_range':'7d',"
                    + "'filters':[['is','event:goal',['Read on']]]}"))
        .containsExactly("[] [1,null]");
  }

  @Test
  void aGoalMayAskForProperties() {
    SiteGoal goal =
        new SiteGoal(
            "Buy", null, SiteGoal.NO_SCROLL_THRESHOLD, "Buys pro", Map.of("plan", "pro"), null);
    site.goal(goal);
    site.event("2026-03-09T10:00:00Z", 1, 11, "Buy", "/").prop("plan", "pro").prop("by", "card");
    site.event("2026-03-09T10:00:00Z", 2, 21, "Buy", "/").prop("plan", "free");
    site.event("2026-03-09T10:00:00Z", 3, 31, "Buy", "/");

    assertThat(byGoal("'visitors'")).containsExactly("[\"Buys pro\"] [1]");
  }

  @Test
  void aFilterChoosesTheGoalsOfABreakdown() {
    site.event("2026-03-09T10:00:00Z", 1, 11, "Signup", "/");
    site.pageview("2026-03-09T10:00:01Z", 1, 11, "/pricing");

    assertThat(
            site.rows(
                "{'metrics':['visitors'],'date_range':'7d','dimensions':['event:goal'],"
                    + "'filters':[['is','event:goal',['Signup']]]}"))
        .containsExactly("[\"Signup\"] [1]");
  }

  @Test
  void conversionsAreCountedOfVisitorsWithoutGoalAndProperty() {
    site.event("2026-03-09T10:00:00Z", 1, 11, "Signup", "/").prop("plan", "pro");
    site.event("2026-03-09T10:00:00Z", 2, 21, "Signup", "/").prop("plan", "free");
    site.pageview("2026-03-09T10:00:00Z", 3, 31, "/").with("country", "DE");
    site.pageview("2026-03-09T10:00:00Z", 4, 41, "/").with("country", "DE");

    // One of four; the filter on the country stays, and none of its two visitors signed up.
    assertThat(conversionRate("['is','event:props:plan',['pro']]")).containsExactly("[] [25.0]");
    assertThat(conversionRate("['is','visit:country',['DE']]")).containsExactly("[] [0.0]");
  }

  @Test
  void aGoalIsNoGroupToConvertOf() {
    site.event("2026-03-09T10:00:00Z", 1, 11, "Signup", "/");

    assertThat(byGoal("'visitors','group_conversion_rate'"))
        .containsExactly("[\"Signup\"] [1,0.0]");
  }

  private List<String> byGoal(String metrics) {
    return site.rows("{'metrics':[" + metrics + "],'date_range':'7d','dimensions':['event:goal']}");
  }

  private List<String> conversionRate(String filter) {
    return site.rows(
        "{'metrics':['conversion_rate'],'date_range':'7d',"
            + "'filters':[['is','event:goal',['Signup']],"
            + filter
            + "]}");
  }
}
