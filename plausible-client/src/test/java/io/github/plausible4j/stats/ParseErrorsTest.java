package io.github.plausible4j.stats;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a body is named by its JSON pointer. */
class ParseErrorsTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metrics | [] | #/metrics is empty",
        "metrics | 'visitors' | #/metrics \"string\" is not a list",
        "metrics | ['visitors', 7] | #/metrics/1 \"7\" is not a name",
        "metrics | ['visitors', 'visitors'] | #/metrics \"visitors\" occurs twice",
        "site_id | 7 | #/site_id \"7\" is not a string",
        "date_range | 'custom' | #/date_range \"custom\" is not a shorthand",
        "date_range | ['2026-11-22'] | #/date_range",
        "date_range | ['2026-11-22', '2026-11-23T00:00:00Z'] | #/date_range/1",
        "date_range | ['2026-11-22T00:00:00', '2026-11-23T00:00:00Z'] | #/date_range/0",
        "date_range | ['2026-11-32', '2026-11-33'] | #/date_range/1",
        "dimensions | ['event:page', 'segment'] | #/dimensions/1",
        "dimensions | ['event:props:'] | #/dimensions/0",
        "filters | {'a': 1} | #/filters \"object\" is not a list",
        "filters | ['is'] | #/filters/0",
        "filters | [['is', 'event:page', '/']] | #/filters/0/2",
        "filters | [['is', 'event:page', [1.5]]] | #/filters/0/2/0",
        "filters | [['is', 'event:page']] | #/filters/0",
        "filters | [['is like', 'event:page', []]] | #/filters/0/0 \"is like\" is not an operator",
        "filters | [['is', 'time:day', ['x']]] | #/filters/0/1 \"time:day\" cannot be filtered",
        "filters | [['is_not', 'event:goal', ['x']]] | #/filters/0/1",
        "filters | [['contains', 'segment', [1]]] | #/filters/0/1",
        "filters | [['matches', 'event:page', ['x'], {}]] | #/filters/0",
        "filters | [['is', 'event:page', ['x'], {'case': true}]] | #/filters/0/3/case",
        "filters | [['is', 'event:page', [], {'case_sensitive': 1}]] |"
            + " #/filters/0/3/case_sensitive",
        "filters | [['and', []]] | #/filters/0",
        "filters | [['or', [['is', 'event:page', ['/']], ['not', 7]]]] | #/filters/0/1/1/1",
        "filters | [['has_done', ['not', ['is', 7, []]]]] | #/filters/0/1/1/1",
        "order_by | 'visitors' | #/order_by",
        "order_by | [['visitors', 'up']] | #/order_by/0",
        "order_by | [['event:goal', 'asc']] | #/order_by/0/0",
        "include | {'total_rows': 'yes'} | #/include/total_rows",
        "include | {'comparisons': true} | #/include/comparisons is not a key",
        "pagination | {'limit': 0} | #/pagination/limit",
        "pagination | {'limit': 1.5} | #/pagination/limit",
        "pagination | {'offset': -1} | #/pagination/offset",
        "pagination | {'page': 2} | #/pagination/page is not a key",
        "a/b~c | 1 | #/a~1b~0c is not a key",
      })
  void isNamedByItsPointer(String key, String value, String message) {
    String body =
        """
        {"site_id": "a", "metrics": ["visitors"], "date_range": "7d"}\
        """;
    String rest = body.replaceFirst("\"" + key + "\": [^,}]+,? ?", "");
    String spoilt = "{\"" + key + "\": " + value.replace('\'', '"') + ", " + rest.substring(1);

    assertThatThrownBy(() -> StatsQuery.parse(spoilt.replace(", }", "}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThatThrownBy(() -> StatsQuery.parse("{\"metrics\": [7], \"date_range\": \"x\"}"))
        .hasMessageContaining("3 problems")
        .hasMessageContaining("#/site_id is missing")
        .hasMessageContaining("#/metrics/0")
        .hasMessageContaining("#/date_range");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"site_id\": | query is not JSON",
        "{\"site_id\": 1, \"site_id\": 2} | Duplicate field",
        "[] | # \"array\" is not an object",
        "\"x\" | # \"string\" is not an object",
      })
  void textThatIsNoObjectIsRefused(String text, String message) {
    assertThatThrownBy(() -> StatsQuery.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTreeWithoutEndIsRefused() {
    String deep = "[\"not\",".repeat(600) + "1" + "]".repeat(600);

    assertThatThrownBy(
            () ->
                StatsQuery.parse(
                    "{\"site_id\":\"a\",\"metrics\":[\"visits\"],\"date_range\":\"all\",\"filters\":["
                        + deep
                        + "]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested deeper than 500");
  }
}
