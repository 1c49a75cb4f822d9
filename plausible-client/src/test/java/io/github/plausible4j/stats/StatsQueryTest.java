package io.github.plausible4j.stats;

import static io.github.plausible4j.stats.Dimension.PAGE;
import static io.github.plausible4j.stats.Metric.PAGEVIEWS;
import static io.github.plausible4j.stats.Metric.VISITORS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatsQueryTest {
  private static final StatsQuery FULL =
      StatsQuery.builder("blog.example.com")
          .metrics(VISITORS, PAGEVIEWS)
          .dateRange(DateRange.lastDays(7))
          .dimensions(PAGE)
          .filter(Filter.is(Dimension.COUNTRY, "DE", "AT"))
          .orderBy(OrderBy.desc(PAGEVIEWS), OrderBy.asc(PAGE))
          .include(Include.TOTAL_ROWS, Include.IMPORTS)
          .limit(10)
          .offset(20)
          .build();

  @Test
  void onlyWhatWasSetIsInTheBody() {
    assertThat(Questions.visitors().build().toJson())
        .isEqualTo(
            "{\"site_id\":\"blog.example.com\",\"metrics\":[\"visitors\"],\"date_range\":\"7d\"}");
  }

  @Test
  void allPartsAreInTheBody() {
    assertThat(FULL.toJson())
        .isEqualTo(
            """
            {"site_id":"blog.example.com","metrics":["visitors","pageviews"],"date_range":"7d",\
            "dimensions":["event:page"],"filters":[["is","visit:country",["DE","AT"]]],\
            "order_by":[["pageviews","desc"],["event:page","asc"]],\
            "include":{"imports":true,"total_rows":true},"pagination":{"limit":10,"offset":20}}\
            """);
  }

  @Test
  void aBodyIsReadBackAsTheSameQuery() {
    StatsQuery read = StatsQuery.parse(FULL.toJson());

    assertThat(read).isEqualTo(FULL).hasSameHashCodeAs(FULL);
    assertThat(read.toJson()).isEqualTo(FULL.toJson());
  }

  @Test
  void toBuilderKeepsEveryPart() {
    assertThat(FULL.toBuilder().build()).isEqualTo(FULL);
    assertThat(FULL.toBuilder().limit(11).build()).isNotEqualTo(FULL);
  }

  @Test
  void filtersAddUp() {
    StatsQuery query =
        Questions.visitors()
            .filter(Filter.is(PAGE, "/"))
            .filter(Filter.isNot(Dimension.SOURCE, "Google"))
            .build();

    assertThat(query.filters())
        .containsExactly(Filter.is(PAGE, "/"), Filter.isNot(Dimension.SOURCE, "Google"));
  }

  @Test
  void defaultsAreTheServers() {
    StatsQuery query = Questions.visitors().build();

    assertThat(query.limit()).isEqualTo(10_000);
    assertThat(query.offset()).isZero();
    assertThat(query.dimensions()).isEmpty();
    assertThat(query.include()).isEmpty();
  }

  @Test
  void namesNewerThanTheLibraryPassThrough() {
    StatsQuery query =
        Questions.visitors()
            .metrics(Metric.of("scrolled_pixels"))
            .dimensions(Dimension.of("visit:planet"))
            .build();

    assertThat(query.toJson()).contains("[\"scrolled_pixels\"]", "[\"visit:planet\"]");
    assertThat(StatsQuery.parse(query.toJson())).isEqualTo(query);
  }

  @Test
  void explicitDefaultsAreWrittenBackAsTheyWere() {
    String body =
        """
        {"site_id":"s","metrics":["visitors"],"date_range":"all","dimensions":[],\
        "filters":[["is","event:page",[],{}]],"order_by":[],"include":{"imports":false},\
        "pagination":{}}\
        """;

    assertThat(StatsQuery.parse(body).toJson()).isEqualTo(body);
  }
}
