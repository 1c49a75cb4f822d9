package io.github.plausible4j.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.stats.ComparedResult;
import io.github.plausible4j.stats.ComparedRow;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Include;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final DateRange NOW =
      DateRange.between(LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 18));
  private static final DateRange BEFORE =
      DateRange.between(LocalDate.of(2026, 11, 13), LocalDate.of(2026, 11, 15));
  private static final StatsQuery.Builder VISITORS =
      StatsQuery.builder("blog.example.com").metrics(Metric.VISITORS).dateRange(NOW);

  private static PagedServer server(String now, String before) {
    return new PagedServer(query -> query.dateRange().equals(NOW) ? now : before);
  }

  private static String rows(String... rows) {
    return "{\"results\":[" + String.join(",", rows) + "]}";
  }

  private static String row(String dimension, int visitors) {
    return "{\"dimensions\":[\"" + dimension + "\"],\"metrics\":[" + visitors + "]}";
  }

  @Test
  void totalsAreComparedAsOneRow() {
    StatsQuery query = VISITORS.build();
    try (PagedServer server =
        server(
            "{\"results\":[{\"dimensions\":[],\"metrics\":[150]}]}",
            "{\"results\":[{\"dimensions\":[],\"metrics\":[100]}]}")) {
      ComparedResult compared = server.client().compare(query, BEFORE);

      ComparedRow row = compared.rows().get(0);
      assertThat(row.get(Metric.VISITORS).asLong()).isEqualTo(150);
      assertThat(row.previous(Metric.VISITORS).asLong()).isEqualTo(100);
      assertThat(row.change(Metric.VISITORS)).isEqualTo(OptionalDouble.of(50));
      assertThat(compared.previousRange()).isEqualTo(BEFORE);
    }
  }

  @Test
  void rowsAreJoinedByTheirDimensionsWhereverTheyStood() {
    StatsQuery query = VISITORS.build().toBuilder().dimensions(Dimension.PAGE).limit(3).build();
    try (PagedServer server =
        server(
            rows(row("/new", 90), row("/a", 40), row("/b", 10)),
            rows(row("/gone", 500), row("/b", 20), row("/a", 10)))) {
      ComparedResult compared = server.client().compare(query, BEFORE);

      assertThat(compared)
          .extracting(row -> row.current().dimension(Dimension.PAGE))
          .containsExactly("/new", "/a", "/b");
      assertThat(compared)
          .extracting(row -> row.change(Metric.VISITORS).orElseThrow())
          .containsExactly(100.0, 300.0, -50.0);
      assertThat(compared.rows().get(0).before()).isEmpty();
      // The first three of before would not be the rows of now: all are looked through.
      assertThat(server.asked().get(1).limit()).isEqualTo(10_000);
    }
  }

  @Test
  void stepsOfTimeAreJoinedByTheirPlace() {
    StatsQuery query = VISITORS.build().toBuilder().dimensions(Dimension.TIME_DAY).build();
    String labels = ",\"meta\":{\"time_labels\":[\"%s\",\"%s\",\"%s\"]}}";
    try (PagedServer server =
        server(
            rows(row("2026-11-16", 5), row("2026-11-18", 8)).replaceFirst("}$", "")
                + String.format(labels, "2026-11-16", "2026-11-17", "2026-11-18"),
            rows(row("2026-11-14", 7), row("2026-11-15", 4)).replaceFirst("}$", "")
                + String.format(labels, "2026-11-13", "2026-11-14", "2026-11-15"))) {
      ComparedResult compared = server.client().compare(query, BEFORE);

      assertThat(server.asked()).allMatch(asked -> asked.include().contains(Include.TIME_LABELS));
      assertThat(compared)
          .extracting(row -> row.previous(Metric.VISITORS).asLong())
          .containsExactly(0L, 4L);
      assertThat(compared)
          .extracting(row -> row.change(Metric.VISITORS).orElseThrow())
          .containsExactly(100.0, 100.0);
    }
  }

  @Test
  void stepsOfTimeAreFoundBehindThePageThatOneAnswerHolds() {
    StatsQuery query =
        VISITORS.build().toBuilder().dimensions(Dimension.TIME_DAY, Dimension.PAGE).build();
    String full =
        IntStream.range(0, StatsQuery.MAX_LIMIT)
            .mapToObj(i -> row("2026-11-13\",\"/" + i, 1))
            .collect(Collectors.joining(","));
    try (PagedServer server =
        new PagedServer(
            asked -> {
              boolean now = asked.dateRange().equals(NOW);
              String day = now ? "2026-11-16" : "2026-11-13";
              String last = row(day + "\",\"/last", now ? 6 : 4);
              return rows(now || asked.offset() > 0 ? last : full).replaceFirst("}$", "")
                  + ",\"meta\":{\"time_labels\":[\""
                  + day
                  + "\"]}}";
            })) {
      ComparedRow last = server.client().compare(query, BEFORE).rows().get(0);

      assertThat(last.previous(Metric.VISITORS).asLong()).isEqualTo(4);
    }
  }

  @Test
  void withoutRowsNowNothingIsAskedAboutBefore() {
    StatsQuery query = VISITORS.build().toBuilder().dimensions(Dimension.PAGE).build();
    try (PagedServer server = server(rows(), rows(row("/", 1)))) {
      assertThat(server.client().compare(query, BEFORE)).isEmpty();
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void whatIsMeasuredIsNullWithoutARowBefore() {
    StatsQuery query =
        VISITORS.build().toBuilder()
            .metrics(Metric.VISITORS, Metric.VISIT_DURATION)
            .dimensions(Dimension.PAGE)
            .build();
    try (PagedServer server =
        server("{\"results\":[{\"dimensions\":[\"/\"],\"metrics\":[1,30]}]}", rows())) {
      ComparedRow row = server.client().compare(query, BEFORE).rows().get(0);

      assertThat(row.previous(Metric.VISITORS).asLong()).isZero();
      assertThat(row.previous(Metric.VISIT_DURATION).isNull()).isTrue();
      assertThat(row.change(Metric.VISIT_DURATION)).isEmpty();
    }
  }
}
