package io.github.plausible4j.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
  private static final StatsQuery PAGES =
      Questions.visitors()
          .metrics(Metric.VISITORS, Metric.BOUNCE_RATE, Metric.VISIT_DURATION)
          .dimensions(Dimension.PAGE)
          .build();

  private static StatsResult pages(Object... cells) {
    return result(PAGES, cells);
  }

  /** Rows of cells: dimensions, then metrics. */
  private static StatsResult result(StatsQuery query, Object... cells) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = json.putArray("results");
    int width = query.dimensions().size() + query.metrics().size();
    for (int i = 0; i < cells.length; i += width) {
      ObjectNode row = rows.addObject();
      ArrayNode dimensions = row.putArray("dimensions");
      ArrayNode metrics = row.putArray("metrics");
      for (int j = 0; j < width; j++) {
        (j < query.dimensions().size() ? dimensions : metrics).addPOJO(cells[i + j]);
      }
    }
    return StatsResult.parse(query, json.toString());
  }

  @Test
  void aTableHasWordsLeftAndNumbersRight() {
    assertThat(pages("/", 12_345, 42.86, 83, "/blog", 7, 100, 4000, "/docs", 0, 0, null))
        .hasToString(
            """
            ┌───────┬──────────┬─────────────┬────────────────┐
            │ page  │ visitors │ bounce_rate │ visit_duration │
            ├───────┼──────────┼─────────────┼────────────────┤
            │ /     │   12,345 │      42.86% │         1m 23s │
            │ /blog │        7 │        100% │         1h 06m │
            │ /docs │        0 │          0% │              – │
            └───────┴──────────┴─────────────┴────────────────┘\
            """);
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    assertThat(pages("/日本語", 1, 0, 5, "/🎉/한글", 2, 0, 5, "/👩‍💻", 3, 0, 5, "/café", 4, 0, 5))
        .hasToString(
            """
            ┌──────────┬──────────┬─────────────┬────────────────┐
            │ page     │ visitors │ bounce_rate │ visit_duration │
            ├──────────┼──────────┼─────────────┼────────────────┤
            │ /日本語  │        1 │          0% │             5s │
            │ /🎉/한글 │        2 │          0% │             5s │
            │ /👩‍💻      │        3 │          0% │             5s │
            │ /café    │        4 │          0% │             5s │
            └──────────┴──────────┴─────────────┴────────────────┘\
            """);
  }

  @Test
  void longWordsAreCutSoThatTheTableFits() {
    String table = pages("/blog/" + "very-".repeat(40) + "long", 1, 0, 5).toString();

    assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSize(100));
    assertThat(table)
        .contains("│ /blog/very-very-very-very-very-very-very-very-very-ve… │        1 │");
    assertThat(pages("/blog/" + "x".repeat(200), 1, 0, 5).toTable()).contains("x".repeat(200));
  }

  @Test
  void halfACharacterIsNeverLeft() {
    assertThat(pages("日本語日本語日本語", 1, 0, 5).toTable(52)).contains("│ 日本語…  │");
  }

  @Test
  void controlCharactersCannotBreakTheTable() {
    assertThat(pages("/a\nb\u001b[31m", 1, 0, 5).toString()).contains("/a·b·[31m");
  }

  @Test
  void manyRowsAreCountedAndNotShown() {
    Object[] cells = new Object[4 * 53];
    for (int i = 0; i < cells.length; i += 4) {
      cells[i] = "/" + i / 4;
      cells[i + 1] = i;
      cells[i + 2] = 0;
      cells[i + 3] = 0;
    }

    assertThat(pages(cells).toString())
        .contains("/49 ")
        .doesNotContain("/50 ")
        .endsWith("\n… and 3 rows more");
    assertThat(pages(cells).toTable()).contains("/52 ");
  }

  @Test
  void noRowsAreATableWithoutRows() {
    assertThat(pages())
        .hasToString(
            """
            ┌──────┬──────────┬─────────────┬────────────────┐
            │ page │ visitors │ bounce_rate │ visit_duration │
            └──────┴──────────┴─────────────┴────────────────┘\
            """);
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "59, 59s", "60, 1m 00s", "3599, 59m 59s", "3600, 1h 00m", "90061, 25h 01m"})
  void durationsAreShort(int seconds, String text) {
    assertThat(pages("/", 1, 0, seconds).rows().get(0).get(Metric.VISIT_DURATION))
        .hasToString(text);
  }

  @Test
  void csvIsQuotedAsInRfc4180() {
    assertThat(pages("/a,b", 12345, 42.86, null, "say \"hi\"\n", 1, 0, 5, " /x", 2, 0, 5).toCsv())
        .isEqualTo(
            String.join(
                "\r\n",
                "event:page,visitors,bounce_rate,visit_duration",
                "\"/a,b\",12345,42.86,",
                "\"say \"\"hi\"\"\n\",1,0,5",
                "\" /x\",2,0,5",
                ""));
  }

  @Test
  void anUnknownCountryIsEmptyInCsv() {
    assertThat(pages("\0\0", 1, 2, 3).toCsv()).endsWith("\r\n,1,2,3\r\n");
  }

  @Test
  void decimalsStandInCsvAndJsonAsTheServerWroteThem() {
    StatsResult result = pages("/", 50.0, 100.0, 0.50);

    assertThat(result.toCsv()).endsWith("\r\n/,50.0,100.0,0.5\r\n");
    assertThat(result.json().toString()).contains("[50.0,100.0,0.5]");
  }

  @Test
  void moneyTakesTwoColumnsOfCsv() {
    StatsQuery revenue = Questions.visitors().metrics(Metric.TOTAL_REVENUE).build();

    assertThat(
            StatsResult.parse(
                    revenue,
                    """
                    {"results":[{"dimensions":[],"metrics":[{"value":67.066,"currency":"USD",
                     "short":"$67.1","long":"$67.07"}]},{"dimensions":[],"metrics":[null]}]}\
                    """)
                .toCsv())
        .isEqualTo("total_revenue,total_revenue_currency\r\n67.066,USD\r\n,\r\n");
  }

  @Test
  void aSparklineRunsFromZeroToTheLargest() {
    assertThat(
            pages("a", 0, 0, 1, "b", 1, 0, 2, "c", 50, 0, null, "d", 100, 0, 4)
                .sparkline(Metric.VISITORS))
        .isEqualTo("▁▂▅█");
    assertThat(pages("a", 0, 0, 1, "b", 0, 0, null).sparkline(Metric.VISIT_DURATION))
        .isEqualTo("█ ");
    assertThat(pages("a", 0, 0, 1).sparkline(Metric.VISITORS)).isEqualTo("▁");
    assertThat(pages().sparkline(Metric.VISITORS)).isEmpty();
  }

  @Test
  void aSparklineFillsStepsWithoutRows() {
    StatsResult days =
        StatsResult.parse(
            Questions.visitors()
                .dimensions(Dimension.TIME_DAY)
                .include(Include.TIME_LABELS)
                .build(),
            """
            {"results":[{"dimensions":["2026-11-20"],"metrics":[7]},
                        {"dimensions":["2026-11-22"],"metrics":[14]}],
             "meta":{"time_labels":["2026-11-19","2026-11-20","2026-11-21","2026-11-22"]}}\
            """);

    assertThat(days.sparkline(Metric.VISITORS)).isEqualTo("▁▅▁█");
    assertThat(days.sparkline()).isEqualTo("▁▅▁█");
  }

  @Test
  void aComparisonShowsEachChange() {
    StatsResult now = pages("/", 150, 40, 60, "/new", 5, 0, null);
    Row before = pages("/", 100, 50, 30).rows().get(0);
    ComparedResult compared =
        new ComparedResult(
            now,
            DateRange.lastDays(7),
            List.of(
                new ComparedRow(now.rows().get(0), Optional.of(before)),
                new ComparedRow(now.rows().get(1), Optional.empty())));

    assertThat(compared)
        .hasToString(
            """
            ┌──────┬──────────┬────────┬─────────────┬────────┬────────────────┬────────┐
            │ page │ visitors │ change │ bounce_rate │ change │ visit_duration │ change │
            ├──────┼──────────┼────────┼─────────────┼────────┼────────────────┼────────┤
            │ /    │      150 │   +50% │         40% │ -10 pp │         1m 00s │  +100% │
            │ /new │        5 │  +100% │          0% │      – │              – │      – │
            └──────┴──────────┴────────┴─────────────┴────────┴────────────────┴────────┘\
            """);
  }
}
