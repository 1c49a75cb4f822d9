package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours, days, weeks and months as clocks on the site show them, and visits over their edges. */
class TimeTest {
  @Test
  void aDayStartsWhereTheSiteIs() {
    // 23:30 in UTC is half past midnight of the next day in Berlin.
    TestSite site = new TestSite().zone("Europe/Berlin");
    site.pageview("2026-03-08T23:30:00Z", 1, 11, "/");
    site.pageview("2026-03-09T12:00:00Z", 2, 21, "/");

    assertThat(by(site, "time:day", "['2026-03-08','2026-03-10']"))
        .containsExactly("[\"2026-03-09\"] [2]");
    assertThat(by(site, "time:hour", "['2026-03-08','2026-03-10']"))
        .containsExactly("[\"2026-03-09 00:00:00\"] [1]", "[\"2026-03-09 13:00:00\"] [1]");
  }

  /** The days on which clocks change have 23 and 25 hours. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T21:59:59Z",
    "Europe/Berlin, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T22:59:59Z",
    "America/New_York, 2026-03-08, 2026-03-08T05:00:00Z, 2026-03-09T03:59:59Z",
    "America/New_York, 2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T04:59:59Z"
  })
  void aDayOnWhichClocksChangeIsLongerOrShorter(
      String zone, String day, String firstSecond, String lastSecond) {
    TestSite site = new TestSite().zone(zone);
    site.pageview(firstSecond, 1, 11, "/");
    site.pageview(lastSecond, 2, 21, "/");
    site.pageview(Instant.parse(firstSecond).minusSeconds(1).toString(), 3, 31, "/");
    site.pageview(Instant.parse(lastSecond).plusSeconds(1).toString(), 4, 41, "/");

    assertThat(by(site, "time:day", "['" + day + "','" + day + "']"))
        .containsExactly("[\"" + day + "\"] [2]");
  }

  @Test
  void anHourThatComesTwiceHasTwoRows() {
    // In Berlin clocks went from 3 back to 2 at 01:00 UTC.
    TestSite site = new TestSite().zone("Europe/Berlin");
    site.pageview("2026-10-25T00:30:00Z", 1, 11, "/");
    site.pageview("2026-10-25T01:30:00Z", 2, 21, "/");

    assertThat(by(site, "time:hour", "['2026-10-25','2026-10-25']"))
        .containsExactly("[\"2026-10-25 02:00:00\"] [1]", "[\"2026-10-25 02:00:00\"] [1]");
  }

  @Test
  void aWeekIsNamedByItsMondayAndACutOneByTheStartOfTheRange() {
    TestSite site = new TestSite();
    site.pageview("2026-03-04T10:00:00Z", 1, 11, "/"); // Wednesday
    site.pageview("2026-03-09T10:00:00Z", 2, 21, "/"); // Monday
    site.pageview("2026-03-15T10:00:00Z", 3, 31, "/"); // Sunday

    assertThat(by(site, "time:week", "['2026-03-03','2026-03-15']"))
        .containsExactly("[\"2026-03-03\"] [1]", "[\"2026-03-09\"] [2]");
    assertThat(labels(site, "time:week", "['2026-03-03','2026-03-20']"))
        .containsExactly("2026-03-03", "2026-03-09", "2026-03-16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          time:day   | ['2026-02-27','2026-03-02'] | 2026-02-27 2026-02-28 2026-03-01 2026-03-02
          time:month | ['2025-12-31','2026-02-01'] | 2025-12-01 2026-01-01 2026-02-01
          time:week  | ['2026-03-09','2026-03-16'] | 2026-03-09 2026-03-16
          """)
  void labelsNameEveryPart(String dimension, String range, String labels) {
    assertThat(labels(new TestSite(), dimension, range)).containsExactly(labels.split(" "));
  }

  @Test
  void labelsOfHoursAreAsManyAsTheDayHas() {
    // The release counts hours on from midnight and knows nothing of the clocks being changed.
    TestSite site = new TestSite().zone("Europe/Berlin");

    assertThat(labels(site, "time:hour", "['2026-03-10','2026-03-10']"))
        .hasSize(24)
        .startsWith("2026-03-10 00:00:00")
        .endsWith("2026-03-10 23:00:00");
    assertThat(labels(site, "time:hour", "['2026-03-29','2026-03-29']"))
        .hasSize(23)
        .endsWith("2026-03-29 22:00:00");
    assertThat(labels(site, "time:hour", "['2026-10-25','2026-10-25']"))
        .hasSize(25)
        .endsWith("2026-10-26 00:00:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ['2026-03-01','2026-03-02']                               | time:hour
          ['2026-03-01T00:00:00Z','2026-03-03T00:59:59Z']           | time:hour
          ['2026-03-01T00:00:00Z','2026-03-03T01:00:00Z']           | time:day
          ['2026-01-01','2026-02-10']                               | time:day
          ['2026-01-01','2026-02-11']                               | time:week
          ['2025-01-01','2026-01-05']                               | time:week
          ['2025-01-01','2026-01-09']                               | time:month
          """)
  void timeIsAsFineAsTheRangeIsLong(String range, String dimension) {
    var answer =
        new TestSite()
            .answer("{'metrics':['visitors'],'date_range':" + range + ",'dimensions':['time']}");

    assertThat(answer.at("/query/dimensions/0").textValue()).isEqualTo(dimension);
    assertThat(answer.at("/query/order_by/0/0").textValue()).isEqualTo(dimension);
  }

  @Test
  void aVisitCountsOnEachSideOfTheEdgeItCrosses() {
    // From 23:50 to 00:10: page views are on their days, the visit is active on both.
    TestSite site = new TestSite();
    site.pageview("2026-03-08T23:50:00Z", 1, 11, "/");
    site.pageview("2026-03-09T00:10:00Z", 1, 11, "/docs");

    for (String day : List.of("2026-03-08", "2026-03-09")) {
      assertThat(
              site.rows(
                  "{'metrics':['visits','pageviews','visit_duration'],'date_range':['"
                      + day
                      + "','"
                      + day
                      + "']}"))
          .containsExactly("[] [1,1,1200]");
    }
  }

  @Test
  void byDayAVisitCountsWhereItEnded() {
    TestSite site = new TestSite();
    site.pageview("2026-03-08T23:50:00Z", 1, 11, "/");
    site.pageview("2026-03-09T00:10:00Z", 1, 11, "/docs");

    assertThat(
            site.rows(
                "{'metrics':['visits','visit_duration'],'date_range':['2026-03-08','2026-03-09'],"
                    + "'dimensions':['time:day']}"))
        .containsExactly("[\"2026-03-09\"] [1,1200]");
    // At the end of a range that it outlasts, the visit counts on the last day.
    assertThat(
            site.rows(
                "{'metrics':['visits'],'date_range':['2026-03-07','2026-03-08'],"
                    + "'dimensions':['time:day']}"))
        .containsExactly("[\"2026-03-08\"] [1]");
  }

  @Test
  void byHourAVisitCountsInEachHourItLasted() {
    // Active from 9:50 to 12:05, though nothing happened in the hour from 11.
    TestSite site = new TestSite();
    site.pageview("2026-03-09T09:50:00Z", 1, 11, "/");
    site.pageview("2026-03-09T10:15:00Z", 1, 11, "/");
    site.pageview("2026-03-09T12:05:00Z", 1, 11, "/");

    assertThat(by(site, "time:hour", "['2026-03-09','2026-03-09']"))
        .containsExactly(
            "[\"2026-03-09 09:00:00\"] [1]",
            "[\"2026-03-09 10:00:00\"] [1]",
            "[\"2026-03-09 11:00:00\"] [1]",
            "[\"2026-03-09 12:00:00\"] [1]");
    // Asked with something that only events have, the hours are those of events.
    assertThat(
            site.rows(
                "{'metrics':['visitors','pageviews'],'date_range':['2026-03-09','2026-03-09'],"
                    + "'dimensions':['time:hour']}"))
        .containsExactly(
            "[\"2026-03-09 09:00:00\"] [1,1]",
            "[\"2026-03-09 10:00:00\"] [1,1]",
            "[\"2026-03-09 12:00:00\"] [1,1]");
    // Asked with something of the whole visit, that stands in the hour of its end.
    assertThat(
            site.rows(
                "{'metrics':['visitors','visit_duration'],'date_range':['2026-03-09','2026-03-09'],"
                    + "'dimensions':['time:hour']}"))
        .containsExactly(
            "[\"2026-03-09 09:00:00\"] [1,0]",
            "[\"2026-03-09 10:00:00\"] [1,0]",
            "[\"2026-03-09 11:00:00\"] [1,0]",
            "[\"2026-03-09 12:00:00\"] [1,8100]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Asia/Kathmandu      | 2026-04-04T14:30:00Z | 2026-04-04T15:15:00Z | 2026-04-04 20 21
          Australia/Lord_Howe | 2026-04-04T14:30:00Z | 2026-04-04T16:30:00Z | 2026-04-05 01 02 03
          """)
  void hoursNeedNotStartWithThoseOfUtc(String zone, String start, String end, String hours) {
    // Kathmandu is 5:45 ahead; on Lord Howe Island clocks went from 2:00 back to 1:30 at 15:00.
    TestSite site = new TestSite().zone(zone);
    site.pageview(start, 1, 11, "/");
    site.pageview(end, 1, 11, "/");
    List<String> parts = List.of(hours.split(" "));

    assertThat(by(site, "time:hour", "['2026-04-04','2026-04-05']"))
        .containsExactlyElementsOf(
            parts.subList(1, parts.size()).stream()
                .map(hour -> "[\"" + parts.get(0) + " " + hour + ":00:00\"] [1]")
                .toList());
  }

  @Test
  void eventsMayArriveInAnyOrderOfTime() {
    TestSite site = new TestSite();
    site.pageview("2026-03-09T10:05:00Z", 1, 11, "/end");
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/start");

    assertThat(
            site.rows(
                "{'metrics':['visits','visit_duration'],'date_range':'7d',"
                    + "'dimensions':['visit:entry_page','visit:exit_page']}"))
        .containsExactly("[\"/start\",\"/end\"] [1,300]");
  }

  private static List<String> by(TestSite site, String dimension, String range) {
    return site.rows(
        "{'metrics':['visitors'],'date_range':" + range + ",'dimensions':['" + dimension + "']}");
  }

  private static List<String> labels(TestSite site, String dimension, String range) {
    List<String> labels = new ArrayList<>();
    site.answer(
            "{'metrics':['visitors'],'date_range':"
                + range
                + ",'dimensions':['"
                + dimension
                + "'],'include':{'time_labels':true}}")
        .at("/meta/time_labels")
        .forEach(label -> labels.add(label.textValue()));
    return labels;
  }
}
