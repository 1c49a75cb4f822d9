package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days each {@code date_range} means; it is Tuesday, 10 March 2026, 12:00 in UTC. */
class DateRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'day'                                                     | 2026-03-10T00:00:00Z 2026-03-10T23:59:59Z
          '1d'                                                      | 2026-03-09T00:00:00Z 2026-03-09T23:59:59Z
          '7d'                                                      | 2026-03-03T00:00:00Z 2026-03-09T23:59:59Z
          '28d'                                                     | 2026-02-10T00:00:00Z 2026-03-09T23:59:59Z
          '30d'                                                     | 2026-02-08T00:00:00Z 2026-03-09T23:59:59Z
          '91d'                                                     | 2025-12-09T00:00:00Z 2026-03-09T23:59:59Z
          '5000d'                                                   | 2012-07-01T00:00:00Z 2026-03-09T23:59:59Z
          'month'                                                   | 2026-03-01T00:00:00Z 2026-03-31T23:59:59Z
          '1mo'                                                     | 2026-02-01T00:00:00Z 2026-02-28T23:59:59Z
          '6mo'                                                     | 2025-09-01T00:00:00Z 2026-02-28T23:59:59Z
          '12mo'                                                    | 2025-03-01T00:00:00Z 2026-02-28T23:59:59Z
          '100mo'                                                   | 2017-11-01T00:00:00Z 2026-02-28T23:59:59Z
          'year'                                                    | 2026-01-01T00:00:00Z 2026-12-31T23:59:59Z
          'all'                                                     | 2026-03-10T00:00:00Z 2026-03-10T23:59:59Z
          ['2024-01-01','2024-02-29']                               | 2024-01-01T00:00:00Z 2024-02-29T23:59:59Z
          ['2026-03-09','2026-03-07']                               | 2026-03-07T23:59:59Z 2026-03-09T00:00:00Z
          ['2026-03-01T12:00:00+02:00','2026-03-01T15:59:59+02:00'] | 2026-03-01T10:00:00Z 2026-03-01T13:59:59Z
          ['2026-03-01T12:00:00.9Z','2026-03-01 15:59:59Z']         | 2026-03-01T12:00:00Z 2026-03-01T15:59:59Z
          """)
  void range(String range, String expected) {
    assertThat(rangeOf(new TestSite(), range)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          America/New_York | 'day'                       | 2026-03-10T00:00:00-04:00 2026-03-10T23:59:59-04:00
          America/New_York | '7d'                        | 2026-03-03T00:00:00-05:00 2026-03-09T23:59:59-04:00
          Pacific/Auckland | 'day'                       | 2026-03-11T00:00:00+13:00 2026-03-11T23:59:59+13:00
          Europe/London    | 'day'                       | 2026-03-10T00:00:00+00:00 2026-03-10T23:59:59+00:00
          America/Havana   | ['2026-03-08','2026-03-08'] | 2026-03-08T01:00:00-04:00 2026-03-08T23:59:59-04:00
          America/Havana   | ['2026-11-01','2026-11-01'] | 2026-11-01T00:00:00-05:00 2026-11-01T23:59:59-05:00
          """)
  void rangeWhereTheSiteIs(String zone, String range, String expected) {
    // In Havana clocks change at midnight: one day has none, another has two, of which the second
    // starts it.
    assertThat(rangeOf(new TestSite().zone(zone), range)).isEqualTo(expected);
  }

  @Test
  void allStartsWithTheFirstEvent() {
    TestSite site = new TestSite().zone("Europe/Berlin");
    site.pageview("2026-02-28T23:30:00Z", 1, 11, "/");

    assertThat(rangeOf(site, "'all'"))
        .isEqualTo("2026-03-01T00:00:00+01:00 2026-03-10T23:59:59+01:00");
    assertThat(rangeOf(site.statsStart("2026-01-02"), "'all'"))
        .startsWith("2026-01-02T00:00:00+01:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'day'   | 2026-03-10T00:00:00Z 2026-03-10T12:59:59Z
          'month' | 2026-03-01T00:00:00Z 2026-03-10T23:59:59Z
          'year'  | 2026-01-01T00:00:00Z 2026-03-10T23:59:59Z
          '7d'    | 2026-03-03T00:00:00Z 2026-03-09T23:59:59Z
          ['2026-03-01','2026-03-31'] | 2026-03-01T00:00:00Z 2026-03-31T23:59:59Z
          """)
  void theFutureIsTrimmed(String range, String expected) {
    JsonNode answer =
        new TestSite()
            .answer(
                "{'metrics':['visitors'],'date_range':"
                    + range
                    + ",'include':{'trim_relative_date_range':true}}");

    assertThat(rangeOf(answer)).isEqualTo(expected);
    assertThat(answer.at("/query/include").toString())
        .isEqualTo("{\"trim_relative_date_range\":true}");
  }

  private static String rangeOf(TestSite site, String range) {
    return rangeOf(site.answer("{'metrics':['visitors'],'date_range':" + range + "}"));
  }

  private static String rangeOf(JsonNode answer) {
    JsonNode range = answer.at("/query/date_range");
    return range.get(0).textValue() + " " + range.get(1).textValue();
  }
}
