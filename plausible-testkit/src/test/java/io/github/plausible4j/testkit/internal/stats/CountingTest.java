package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What each metric means, on examples small enough to be counted by hand. */
class CountingTest {
  private static final String MARCH = "'date_range':['2026-03-01','2026-03-31']";

  private final TestSite site = new TestSite();

  @Test
  void aVisitorOfTwoPagesCountsOnceAndOnEachPage() {
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/");
    site.pageview("2026-03-09T10:01:00Z", 1, 11, "/docs");
    site.pageview("2026-03-09T11:00:00Z", 2, 21, "/");

    assertThat(site.rows("{'metrics':['visitors','pageviews']," + MARCH + "}"))
        .containsExactly("[] [2,3]");
    assertThat(site.rows("{'metrics':['visitors'],'dimensions':['event:page']," + MARCH + "}"))
        .containsExactly("[\"/\"] [2]", "[\"/docs\"] [1]");
  }

  @Test
  void aVisitorWhoReturnsMakesTwoVisits() {
    // The same visitor, with two sessions: more than 30 minutes lay between the events.
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/");
    site.pageview("2026-03-09T10:31:00Z", 1, 12, "/");

    assertThat(site.rows("{'metrics':['visitors','visits']," + MARCH + "}"))
        .containsExactly("[] [1,2]");
  }

  @Test
  void aBounceHasOnePageviewAndNoInteraction() {
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/"); // one page: a bounce
    site.pageview("2026-03-09T10:00:00Z", 2, 21, "/"); // one page and a click: none
    site.event("2026-03-09T10:00:09Z", 2, 21, "Click", "/");
    site.pageview("2026-03-09T10:00:00Z", 3, 31, "/"); // two pages: none
    site.pageview("2026-03-09T10:00:05Z", 3, 31, "/docs");
    site.pageview("2026-03-09T10:00:00Z", 4, 41, "/"); // up to 3.2, an event by itself: none
    site.event("2026-03-09T10:00:05Z", 4, 41, "Played", "/").notInteractive();

    assertThat(site.rows("{'metrics':['bounce_rate','visits']," + MARCH + "}"))
        .containsExactly("[] [25,4]");
  }

  @Test
  void nothingIsCountedWhereNothingHappened() {
    assertThat(site.rows("{'metrics':['visitors','views_per_visit']," + MARCH + "}"))
        .containsExactly("[] [0,0.0]");
    assertThat(site.rows("{'metrics':['visitors'],'dimensions':['time:day']," + MARCH + "}"))
        .isEmpty();
  }
}
