package io.github.plausible4j.internal.stats;

import static io.github.plausible4j.stats.Dimension.PAGE;
import static io.github.plausible4j.stats.Metric.VISITORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.InvalidRequestException;
import io.github.plausible4j.ServerException;
import io.github.plausible4j.UnauthorizedException;
import io.github.plausible4j.UnexpectedResponseException;
import io.github.plausible4j.UnsupportedByServerException;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsPolicy;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import java.time.OffsetDateTime;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

class HttpStatsClientTest {
  private static final StatsQuery PAGES =
      StatsQuery.builder("blog.example.com")
          .metrics(VISITORS)
          .dimensions(PAGE)
          .dateRange(DateRange.lastDays(7))
          .build();
  private static final String TWO_PAGES =
      """
      {"results":[{"dimensions":["/"],"metrics":[12]},{"dimensions":["/blog"],"metrics":[5]}],
       "meta":{},"query":{"site_id":"blog.example.com","metrics":["visitors"],
       "date_range":["2026-11-16T00:00:00+01:00","2026-11-22T23:59:59+01:00"],"filters":[],
       "dimensions":["event:page"],"order_by":[["visitors","desc"]],"include":{},
       "pagination":{"offset":0,"limit":10000}}}\
      """;

  @Test
  void theBodyAndTheKeyGoOutAndRowsComeBack() throws Exception {
    try (StatsServer server = new StatsServer()) {
      server.answer(200, TWO_PAGES);

      StatsResult result = server.client().query(PAGES);

      RecordedRequest request = server.request();
      assertThat(request.getRequestLine()).isEqualTo("POST /api/v2/query HTTP/1.1");
      assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer the-key");
      assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
      assertThat(request.getBody().utf8()).isEqualTo(PAGES.toJson());
      assertThat(result).extracting(row -> row.dimension(PAGE)).containsExactly("/", "/blog");
      assertThat(result.rows().get(0).get(VISITORS).asLong()).isEqualTo(12);
      assertThat(result.query().dateRange())
          .isEqualTo(
              DateRange.between(
                  OffsetDateTime.parse("2026-11-16T00:00:00+01:00"),
                  OffsetDateTime.parse("2026-11-22T23:59:59+01:00")));
    }
  }

  @Test
  void realtimeVisitorsAreANumberFromVersion1() throws Exception {
    try (StatsServer server = new StatsServer()) {
      server.answer(200, "21");

      assertThat(server.client().realtimeVisitors("blog.example.com")).isEqualTo(21);
      assertThat(server.request().getUrl().encodedPath())
          .isEqualTo("/api/v1/stats/realtime/visitors");
    }
  }

  @Test
  void anAsynchronousQueryCompletesWithTheSameRows() throws Exception {
    try (StatsServer server = new StatsServer()) {
      server.answer(200, TWO_PAGES);

      StatsResult result = server.client().queryAsync(PAGES).get(5, TimeUnit.MINUTES);

      assertThat(result).extracting(Row::dimensions).hasSize(2);
    }
  }

  @Test
  void aRefusalKeepsTheServersText() {
    try (StatsServer server = new StatsServer()) {
      server.answer(400, "{\"error\":\"#/metrics/0: Invalid metric \\\"total_revenue\\\"\"}");

      assertThatThrownBy(() -> server.client().query(PAGES))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("#/metrics/0: Invalid metric \"total_revenue\"");
    }
  }

  @Test
  void anAsynchronousRefusalFailsTheFuture() {
    try (StatsServer server = new StatsServer()) {
      server.answer(401, "{\"error\":\"Missing API key.\"}");

      assertThat(server.client().queryAsync(PAGES))
          .failsWithin(5, TimeUnit.MINUTES)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOf(UnauthorizedException.class)
          .withMessageContaining("Missing API key.");
    }
  }

  @Test
  void aServerWithoutTheRouteIsTooOld() {
    try (StatsServer server = new StatsServer()) {
      server.answer(404, "<html>not found</html>");

      assertThatThrownBy(() -> server.client().query(PAGES))
          .isInstanceOf(UnsupportedByServerException.class)
          .hasMessageContaining("2.1.2")
          .hasMessageContaining("legacyStats");
    }
  }

  @Test
  void aFailureOfTheServerRemindsOfAFormerDomain() {
    try (StatsServer server = new StatsServer(StatsPolicy.builder().attempts(1).build())) {
      server.answer(500, "{\"error\":\"Internal server error\"}");

      assertThatThrownBy(() -> server.client().query(PAGES))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("Internal server error")
          .hasMessageContaining("changed in the last 72 hours, use the new one");
    }
  }

  @Test
  void anAnswerWithoutRowsIsUnexpected() {
    try (StatsServer server = new StatsServer()) {
      server.answer(200, "<html>a login page</html>");

      assertThatThrownBy(() -> server.client().query(PAGES))
          .isInstanceOf(UnexpectedResponseException.class)
          .hasMessageContaining("a login page");
    }
  }

  @Test
  void rowsOfAnotherShapeAreUnexpected() {
    try (StatsServer server = new StatsServer()) {
      server.answer(200, "{\"results\":[{\"dimensions\":[],\"metrics\":[1]}]}");

      assertThatThrownBy(() -> server.client().query(PAGES))
          .isInstanceOf(UnexpectedResponseException.class);
    }
  }

  @Test
  void theSchemaIsReadWithoutTheKey() throws Exception {
    try (StatsServer server = new StatsServer()) {
      server.answer(200, "{\"type\":\"object\"}");

      assertThat(server.client().schema().get("type").textValue()).isEqualTo("object");
      RecordedRequest request = server.request();
      assertThat(request.getRequestLine()).isEqualTo("GET /api/docs/query/schema.json HTTP/1.1");
      assertThat(request.getHeaders().get("Authorization")).isNull();
    }
  }
}
