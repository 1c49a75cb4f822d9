package io.github.plausible4j.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.UnexpectedResponseException;
import io.github.plausible4j.UnsupportedByServerException;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.legacy.LegacyAggregate;
import io.github.plausible4j.stats.legacy.LegacyPeriod;
import io.github.plausible4j.stats.legacy.LegacyQuery;
import io.github.plausible4j.stats.legacy.LegacyResult;
import io.github.plausible4j.stats.legacy.LegacyStatsClient;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.OptionalDouble;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLegacyStatsClientTest {
  private static LegacyQuery.Builder query() {
    return LegacyQuery.builder("blog.example.com").period(LegacyPeriod.last7Days());
  }

  @Test
  void realtimeVisitorsAreABareNumber() throws Exception {
    try (StatsServer server = new StatsServer()) {
      server.answer(200, "21");

      assertThat(legacy(server).realtimeVisitors("sub.example.com/blog")).isEqualTo(21);
      RecordedRequest request = server.request();
      assertThat(request.getUrl().encodedPath()).isEqualTo("/api/v1/stats/realtime/visitors");
      assertThat(request.getUrl().queryParameter("site_id")).isEqualTo("sub.example.com/blog");
      assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer the-key");
    }
  }

  @Test
  void anAggregateIsComparedByTheServer() throws Exception {
    try (StatsServer server = new StatsServer()) {
      server.answer(
          200,
          """
          {"results":{"visitors":{"value":14,"change":100,"comparison_value":7},
           "bounce_rate":{"value":29,"change":null,"comparison_value":0}}}\
          """);

      LegacyAggregate aggregate =
          legacy(server)
              .aggregate(
                  query()
                      .metrics(Metric.VISITORS, Metric.BOUNCE_RATE)
                      .compareWithPreviousPeriod()
                      .build());

      assertThat(server.request().getUrl().queryParameter("compare")).isEqualTo("previous_period");
      assertThat(aggregate.get(Metric.VISITORS).asLong()).isEqualTo(14);
      assertThat(aggregate.previous(Metric.VISITORS).asLong()).isEqualTo(7);
      assertThat(aggregate.change(Metric.VISITORS)).isEqualTo(OptionalDouble.of(100));
      assertThat(aggregate.change(Metric.BOUNCE_RATE)).isEmpty();
      assertThat(aggregate).hasToString("visitors=14 bounce_rate=29%");
    }
  }

  @Test
  void aTimeSeriesHasDaysOrHours() throws Exception {
    try (StatsServer server = new StatsServer()) {
      server.answer(
          200,
          """
          {"results":[{"date":"2026-11-22","visitors":7},
                      {"date":"2026-11-23 01:00:00","visitors":null}],"warning":"no imports"}\
          """);

      LegacyResult result = legacy(server).timeseries(query().build());

      assertThat(result.rows().get(0).date()).isEqualTo(LocalDate.of(2026, 11, 22));
      assertThat(result.rows().get(1).dateTime()).isEqualTo(LocalDateTime.of(2026, 11, 23, 1, 0));
      assertThat(result.rows().get(1).get(Metric.VISITORS).isNull()).isTrue();
      assertThat(result.warning()).contains("no imports");
    }
  }

  @Test
  void aBreakdownIsKeyedByItsProperty() throws Exception {
    try (StatsServer server = new StatsServer()) {
      server.answer(200, "{\"results\":[{\"author\":\"Ada\",\"visitors\":5}]}");

      LegacyResult result =
          legacy(server)
              .breakdown(
                  query().filter(Filter.is(Dimension.PAGE, "/a b&c")).limit(1).page(2).build(),
                  Dimension.property("author"));

      RecordedRequest request = server.request();
      assertThat(request.getUrl().queryParameter("property")).isEqualTo("event:props:author");
      assertThat(request.getUrl().queryParameter("filters")).isEqualTo("event:page==/a b&c");
      assertThat(request.getUrl().queryParameter("page")).isEqualTo("2");
      assertThat(result)
          .hasToString(
              """
              ┌────────┬──────────┐
              │ author │ visitors │
              ├────────┼──────────┤
              │ Ada    │        5 │
              └────────┴──────────┘\
              """);
    }
  }

  @Test
  void whatCannotBeGroupedByIsRefusedBeforeItIsSent() {
    try (StatsServer server = new StatsServer()) {
      assertThatThrownBy(() -> legacy(server).breakdown(query().build(), Dimension.HOSTNAME))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"event:hostname\" cannot be grouped by");
      assertThatThrownBy(
              () ->
                  legacy(server)
                      .breakdown(query().metrics(Metric.BOUNCE_RATE).build(), Dimension.EVENT_NAME))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is a metric of visits");
      assertThat(server.requestCount()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://blog.example.com"})
  void whatIsNoSiteIsNotAskedAbout(String site) {
    try (StatsServer server = new StatsServer()) {
      assertThatThrownBy(() -> legacy(server).realtimeVisitors(site))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("site_id");
      assertThat(server.requestCount()).isZero();
    }
  }

  @Test
  void anAnswerOfAnotherShapeIsUnexpected() {
    try (StatsServer server = new StatsServer()) {
      server.answer(200, "{\"results\":[]}");
      server.answer(200, "\"many\"");
      server.answer(200, "<html>");

      assertThatThrownBy(() -> legacy(server).aggregate(query().build()))
          .isInstanceOf(UnexpectedResponseException.class);
      assertThatThrownBy(() -> legacy(server).realtimeVisitors("a"))
          .isInstanceOf(UnexpectedResponseException.class);
      assertThatThrownBy(() -> legacy(server).timeseries(query().build()))
          .isInstanceOf(UnexpectedResponseException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 406})
  void aServerWithoutTheRouteHasNoVersion1(int status) {
    try (StatsServer server = new StatsServer()) {
      server.answer(status, "<html>not found</html>");

      assertThatThrownBy(() -> legacy(server).timeseries(query().build()))
          .isInstanceOf(UnsupportedByServerException.class)
          .hasMessageContaining("version 1");
    }
  }

  private static LegacyStatsClient legacy(StatsServer server) {
    return server.plausible().legacyStats();
  }
}
