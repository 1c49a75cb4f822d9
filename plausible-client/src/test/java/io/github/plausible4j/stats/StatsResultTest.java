package io.github.plausible4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatsResultTest {
  private static final StatsQuery MIXED =
      StatsQuery.builder("a.example")
          .metrics(
              Metric.VISITORS, Metric.VIEWS_PER_VISIT, Metric.VISIT_DURATION, Metric.TOTAL_REVENUE)
          .dateRange(DateRange.today())
          .build();

  private static Row mixed(String metrics) {
    return StatsResult.parse(
            MIXED, "{\"results\":[{\"dimensions\":[],\"metrics\":" + metrics + "}]}")
        .rows()
        .get(0);
  }

  @Test
  void cellsAreTyped() {
    Row row =
        mixed(
            """
            [1204, 1.14, 83, {"value": 67.066, "currency": "USD", "short": "$67.1", "long": "$67.07"}]
            """);

    assertThat(row.get(Metric.VISITORS).asLong()).isEqualTo(1204);
    assertThat(row.get(Metric.VIEWS_PER_VISIT).asDouble()).isEqualTo(1.14);
    assertThat(row.get(Metric.VISIT_DURATION).asDuration()).isEqualTo(Duration.ofSeconds(83));
    assertThat(row.get(Metric.TOTAL_REVENUE).asMoney())
        .isEqualTo(new Money(new BigDecimal("67.066"), "USD", "$67.1", "$67.07"));
    assertThat(row.get(Metric.TOTAL_REVENUE).asDouble()).isEqualTo(67.066);
    assertThat(row)
        .hasToString(
            "[] visitors=1,204 views_per_visit=1.14 visit_duration=1m 23s total_revenue=$67.07");
  }

  @Test
  void whatWasNotMeasuredIsNull() {
    Cell cell = mixed("[0, 0, null, null]").get(Metric.VISIT_DURATION);

    assertThat(cell.isNull()).isTrue();
    assertThat(cell.orElse(-1)).isEqualTo(-1);
    assertThat(cell).hasToString("–");
    assertThatThrownBy(cell::asLong)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("visit_duration is null; check isNull() first");
  }

  @Test
  void aFractionIsNotCut() {
    Cell cell = mixed("[1, 1.5, 1, null]").get(Metric.VIEWS_PER_VISIT);

    assertThatThrownBy(cell::asLong)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("asDouble");
  }

  @Test
  void aWholeNumberMayHaveADecimalPoint() {
    assertThat(mixed("[50.0, 1, 1, null]").get(Metric.VISITORS).asLong()).isEqualTo(50);
  }

  @Test
  void whatWasNotAskedForIsAnError() {
    Row row = mixed("[1, 1, 1, null]");

    assertThatThrownBy(() -> row.get(Metric.EVENTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("events is not in the query");
    assertThatThrownBy(() -> row.dimension(Dimension.PAGE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dimensionsAreTypedWhereTheyAreTimesOrIds() {
    StatsQuery query = Questions.visitors().dimensions(Dimension.TIME_HOUR, Dimension.CITY).build();
    Row row = only(query, "\"2026-11-22 13:00:00\",2643743");
    Row day = only(Questions.visitors().dimensions(Dimension.TIME_DAY).build(), "\"2026-11-22\"");

    assertThat(day.date(Dimension.TIME_DAY)).isEqualTo(LocalDate.of(2026, 11, 22));
    assertThat(day.dateTime(Dimension.TIME_DAY)).isEqualTo(LocalDateTime.of(2026, 11, 22, 0, 0));
    assertThat(row.dateTime(Dimension.TIME_HOUR)).isEqualTo(LocalDateTime.of(2026, 11, 22, 13, 0));
    assertThat(row.date(Dimension.TIME_HOUR)).isEqualTo(LocalDate.of(2026, 11, 22));
    assertThat(row.id(Dimension.CITY)).isEqualTo(2643743);
    assertThat(row.dimension(Dimension.CITY)).isEqualTo("2643743");
    assertThatThrownBy(() -> row.date(Dimension.CITY)).isInstanceOf(IllegalStateException.class);
  }

  private static Row only(StatsQuery query, String dimensions) {
    return StatsResult.parse(
            query, "{\"results\":[{\"dimensions\":[" + dimensions + "],\"metrics\":[1]}]}")
        .rows()
        .get(0);
  }

  @Test
  void metaIsTypedInBothSpellings() {
    StatsMeta meta =
        StatsResult.parse(
                Questions.visitors().build(),
                """
                {"results":[],"meta":{"imports_included":false,
                 "imports_skip_reason":"unsupported_query","imports_warning":"not included",
                 "metric_warnings":{
                   "scroll_depth":{"code":"no_imported_scroll_depth","warning":"none imported"},
                   "time_on_page":{"code":"legacy_time_on_page_used","message":"older numbers"}},
                 "time_labels":["2026-11-22","2026-11-23"],"total_rows":7,"newer":{"key":1}}}\
                """)
            .meta();

    assertThat(meta.importsIncluded()).contains(false);
    assertThat(meta.importsSkipReason()).contains("unsupported_query");
    assertThat(meta.importsWarning()).contains("not included");
    assertThat(meta.metricWarnings())
        .containsEntry(
            Metric.SCROLL_DEPTH, new MetricWarning("no_imported_scroll_depth", "none imported"))
        .containsEntry(
            Metric.TIME_ON_PAGE, new MetricWarning("legacy_time_on_page_used", "older numbers"));
    assertThat(meta.timeLabels()).containsExactly("2026-11-22", "2026-11-23");
    assertThat(meta.totalRows()).isEqualTo(OptionalLong.of(7));
    assertThat(meta.json().at("/newer/key").asInt()).isEqualTo(1);
  }

  @Test
  void metaThatWasNotAskedForIsEmpty() {
    StatsMeta meta = StatsResult.parse(Questions.visitors().build(), "{\"results\":[]}").meta();

    assertThat(meta.importsIncluded()).isEmpty();
    assertThat(meta.metricWarnings()).isEmpty();
    assertThat(meta.timeLabels()).isEmpty();
    assertThat(meta.totalRows()).isEmpty();
  }

  @Test
  void unknownKeysOfRowsSurvive() {
    Row row =
        StatsResult.parse(
                Questions.visitors().build(),
                "{\"results\":[{\"dimensions\":[],\"metrics\":[1],\"comparison\":{\"change\":[5]}}]}")
            .rows()
            .get(0);

    assertThat(row.json().at("/comparison/change/0").asInt()).isEqualTo(5);
  }

  @Test
  void theQueryIsAsTheServerUnderstoodIt() {
    StatsResult result =
        StatsResult.parse(
            Questions.visitors().build(),
            """
            {"results":[],"query":{"site_id":"blog.example.com","metrics":["visitors"],
             "date_range":["2026-11-16T00:00:00+01:00","2026-11-22T23:59:59+01:00"],
             "filters":[["is","visit:country",["DE"]]],"dimensions":[],
             "order_by":[["visitors","desc"]],"include":{},
             "pagination":{"offset":0,"limit":10000}}}\
            """);

    assertThat(result.query().filters()).containsExactly(Filter.is(Dimension.COUNTRY, "DE"));
    assertThat(((DateRange.Moments) result.query().dateRange()).start())
        .isEqualTo("2026-11-16T00:00:00+01:00");
  }

  @Test
  void anEchoNewerThanTheLibraryLeavesTheQueryAsAsked() {
    StatsQuery asked = Questions.visitors().build();
    StatsResult result =
        StatsResult.parse(asked, "{\"results\":[],\"query\":{\"site_id\":\"a\",\"mode\":\"new\"}}");

    assertThat(result.query()).isEqualTo(asked);
    assertThat(result.json().at("/query/mode").asText()).isEqualTo("new");
  }

  @Test
  void anAnswerToAnotherQuestionIsRefused() {
    assertThatThrownBy(
            () -> StatsResult.parse(MIXED, "{\"results\":[{\"dimensions\":[],\"metrics\":[1,2]}]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 metrics");
    assertThatThrownBy(() -> StatsResult.parse(MIXED, "[]"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StatsResult.parse(MIXED, "<html>"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
