package io.github.plausible4j.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.UnexpectedResponseException;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.OrderBy;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsQuery;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageStreamTest {
  private static final StatsQuery TWO_A_PAGE =
      StatsQuery.builder("blog.example.com")
          .metrics(Metric.VISITORS)
          .dimensions(Dimension.PAGE)
          .dateRange(DateRange.lastDays(7))
          .limit(2)
          .build();

  /** A site with that many pages. */
  private static PagedServer pages(long total) {
    return new PagedServer(
        query ->
            LongStream.range(
                    Math.min(query.offset(), total),
                    Math.min(query.offset() + query.limit(), total))
                .mapToObj(
                    i -> "{\"dimensions\":[\"/" + i + "\"],\"metrics\":[" + (total - i) + "]}")
                .collect(
                    Collectors.joining(
                        ",", "{\"meta\":{\"a\":[1]},\"results\":[", "],\"query\":{}}")));
  }

  private static List<String> labels(Stream<Row> rows) {
    return rows.map(row -> row.dimension(Dimension.PAGE)).toList();
  }

  @Test
  void allPagesAreReadInOrder() {
    try (PagedServer server = pages(5)) {
      assertThat(labels(server.client().stream(TWO_A_PAGE)))
          .containsExactly("/0", "/1", "/2", "/3", "/4");
      assertThat(server.asked()).extracting(StatsQuery::offset).containsExactly(0L, 2L, 4L);
      assertThat(server.asked()).extracting(StatsQuery::limit).containsOnly(2);
    }
  }

  @Test
  void afterALastPageThatIsFullOneMoreIsAskedFor() {
    try (PagedServer server = pages(4)) {
      assertThat(labels(server.client().stream(TWO_A_PAGE))).hasSize(4);
      assertThat(server.asked()).hasSize(3);
    }
  }

  @Test
  void theOffsetIsWhereItStarts() {
    try (PagedServer server = pages(5)) {
      assertThat(labels(server.client().stream(TWO_A_PAGE.toBuilder().offset(3).build())))
          .containsExactly("/3", "/4");
    }
  }

  @Test
  void nothingIsAskedBeforeTheFirstRowIsTaken() {
    try (PagedServer server = pages(5);
        Stream<Row> rows = server.client().stream(TWO_A_PAGE)) {
      assertThat(rows).isNotNull();
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void onlyThePagesThatAreNeededAreAskedFor() {
    try (PagedServer server = pages(1000)) {
      assertThat(labels(server.client().stream(TWO_A_PAGE).limit(3))).hasSize(3);
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void closingAsksForNoMore() {
    try (PagedServer server = pages(1000)) {
      Stream<Row> rows = server.client().stream(TWO_A_PAGE);
      Iterator<Row> each = rows.iterator();
      each.next();
      rows.close();

      assertThat(each.next().dimension(Dimension.PAGE)).isEqualTo("/1");
      assertThat(each.hasNext()).isFalse();
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void rowsThatCountTheSameAreOrderedByTheirDimensions() {
    try (PagedServer server = pages(1)) {
      server.client().stream(TWO_A_PAGE).close();
      labels(server.client().stream(TWO_A_PAGE));
      labels(
          server.client().stream(
              TWO_A_PAGE.toBuilder().orderBy(OrderBy.asc(Dimension.PAGE)).build()));

      assertThat(server.asked().get(0).orderBy())
          .containsExactly(OrderBy.desc(Metric.VISITORS), OrderBy.asc(Dimension.PAGE));
      assertThat(server.asked().get(1).orderBy()).containsExactly(OrderBy.asc(Dimension.PAGE));
    }
  }

  @Test
  void timeComesFirstAndGoalsAreNotOrderedBy() {
    PagedServer server = new PagedServer(query -> "{\"results\":[]}");
    try (server) {
      server.client().stream(
              TWO_A_PAGE.toBuilder().dimensions(Dimension.GOAL, Dimension.TIME_DAY).build())
          .forEach(row -> {});

      assertThat(server.asked().get(0).orderBy())
          .containsExactly(OrderBy.asc(Dimension.TIME_DAY), OrderBy.desc(Metric.VISITORS));
    }
  }

  @Test
  void anAnswerThatIsCutShortIsUnexpected() {
    try (PagedServer server =
        new PagedServer(query -> "{\"results\":[{\"dimensions\":[\"/\"],\"metrics\":[1]},")) {
      Stream<Row> rows = server.client().stream(TWO_A_PAGE);
      assertThatThrownBy(() -> rows.forEach(row -> {}))
          .isInstanceOf(UnexpectedResponseException.class);
    }
  }

  @Test
  void anAnswerWithoutResultsIsUnexpected() {
    try (PagedServer server = new PagedServer(query -> "{\"rows\":[]}")) {
      Stream<Row> rows = server.client().stream(TWO_A_PAGE);
      assertThatThrownBy(rows::count).isInstanceOf(UnexpectedResponseException.class);
    }
  }
}
