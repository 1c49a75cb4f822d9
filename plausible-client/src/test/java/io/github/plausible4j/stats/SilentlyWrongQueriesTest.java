package io.github.plausible4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that servers up to 3.2 answer wrongly, with 200. */
class SilentlyWrongQueriesTest {
  private static final Filter NEGATED_NAME = Filter.isNot(Dimension.EVENT_NAME, "Signup");

  private static StatsQuery.Builder asking(Filter filter) {
    return StatsQuery.builder("blog.example.com")
        .metrics(Metric.VISITORS, Metric.BOUNCE_RATE)
        .dateRange(DateRange.lastDays(7))
        .filter(filter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3.2.0", "v3.2", "3.2.1-rc.1", "v2.1.4", "v1.4.0"})
  void areRefusedForAReleaseThatIsKnownToAnswerThemWrongly(String release) {
    assertThatThrownBy(() -> asking(NEGATED_NAME).serverRelease(release).build())
        .hasMessageContaining("finds nothing on servers up to 3.2")
        .hasMessageContaining("list all names that you want with is, or filter by a goal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dev", "v3.3.0", "v4.0.0", "v10.1", "latest"})
  void areMadeForAnotherReleaseAndWarn(String release) {
    StatsQuery query = asking(NEGATED_NAME).serverRelease(release).build();

    assertThat(query.warnings())
        .singleElement()
        .asString()
        .startsWith("filters[0] \"is_not event:name\" finds nothing on servers up to 3.2");
    assertThat(query.toBuilder().limit(1).build().warnings()).hasSize(1);
  }

  @Test
  void warnInTheirResult() {
    StatsQuery query = asking(NEGATED_NAME).serverRelease("").build();

    StatsResult result =
        StatsResult.parse(query, "{\"results\":[{\"dimensions\":[],\"metrics\":[0,0]}]}");

    assertThat(result.warnings()).isEqualTo(query.warnings());
    assertThat(result.toString()).contains("\nwarning: filters[0] \"is_not event:name\"");
  }

  @Test
  void warnIfTheyWereReadFromABody() {
    StatsQuery read =
        StatsQuery.parse(
            """
            {"site_id": "a", "metrics": ["visit_duration"], "date_range": "7d",
             "filters": [["not", ["is", "event:page", ["/"]]], ["contains", "event:name", ["a"]]]}
            """);

    assertThat(read.warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.contains("makes visit metrics 0"));
    assertThatThrownBy(() -> read.toBuilder().build()).hasMessageContaining("has 2 problems");
  }

  @Test
  void otherQueriesDoNotWarn() {
    StatsQuery query = asking(Filter.is(Dimension.EVENT_NAME, "Signup")).build();

    assertThat(query.warnings()).isEmpty();
    assertThat(StatsResult.parse(query, "{\"results\":[]}").toString()).doesNotContain("warning");
  }

  @Test
  void nothingIsSaidAboutAnUnknownOperator() {
    assertThat(
            asking(
                    Filter.compare(
                        FilterOperator.of("starts_with"), Dimension.EVENT_NAME, List.of("Sign")))
                .build()
                .warnings())
        .isEmpty();
  }
}
