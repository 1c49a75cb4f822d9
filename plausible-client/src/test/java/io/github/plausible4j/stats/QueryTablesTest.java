package io.github.plausible4j.stats;

import static io.github.plausible4j.stats.Questions.visitors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of the API's tables, from the typed form to its place in the body. */
class QueryTablesTest {
  private static final Filter PAGE = Filter.is(Dimension.PAGE, "/");
  private static final Filter GOAL = Filter.is(Dimension.GOAL, "Signup");

  @Test
  void metricsAreCalledAsInTheApi() {
    assertThat(Metric.all())
        .extracting(Metric::name)
        .containsExactlyInAnyOrderElementsOf(Release.V3_2_HOSTED.metrics());
    assertThat(Metric.class.getFields()).hasSameSizeAs(Metric.all());
  }

  @Test
  void dimensionsAreCalledAsInTheApi() {
    List<String> names = new ArrayList<>(Release.V3_2.filterable());
    names.addAll(Release.V3_2.times());
    names.add("event:goal");

    assertThat(Dimension.all())
        .extracting(Dimension::name)
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(Dimension.property("author").name()).isEqualTo("event:props:author");
  }

  static Stream<Arguments> dateRanges() {
    return Stream.of(
        arguments(DateRange.today(), "\"day\""),
        arguments(DateRange.last24Hours(), "\"24h\""),
        arguments(DateRange.month(), "\"month\""),
        arguments(DateRange.year(), "\"year\""),
        arguments(DateRange.all(), "\"all\""),
        arguments(DateRange.lastDays(1), "\"1d\""),
        arguments(DateRange.lastDays(28), "\"28d\""),
        arguments(DateRange.lastDays(5000), "\"5000d\""),
        arguments(DateRange.lastMonths(6), "\"6mo\""),
        arguments(DateRange.lastMonths(100), "\"100mo\""),
        arguments(
            DateRange.between(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31)),
            "[\"2024-01-01\",\"2024-01-31\"]"),
        arguments(DateRange.day(LocalDate.of(2024, 1, 1)), "[\"2024-01-01\",\"2024-01-01\"]"),
        arguments(
            DateRange.between(
                OffsetDateTime.parse("2024-01-01T12:00+02:00"),
                OffsetDateTime.parse("2024-01-01T15:59:59+02:00")),
            "[\"2024-01-01T12:00:00+02:00\",\"2024-01-01T15:59:59+02:00\"]"),
        arguments(
            DateRange.between(
                OffsetDateTime.parse("2024-01-01T00:00Z"),
                OffsetDateTime.parse("2024-01-02T00:00Z")),
            "[\"2024-01-01T00:00:00Z\",\"2024-01-02T00:00:00Z\"]"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("dateRanges")
  void dateRangesAreWrittenAsInTheApi(DateRange range, String json) {
    assertThat(visitors().dateRange(range).build().toTree().get("date_range")).hasToString(json);
  }

  static Stream<Arguments> filters() {
    return Stream.of(
        arguments(PAGE, "[\"is\",\"event:page\",[\"/\"]]"),
        arguments(
            Filter.isNot(Dimension.SOURCE, "Google", "Bing"),
            "[\"is_not\",\"visit:source\",[\"Google\",\"Bing\"]]"),
        arguments(
            Filter.contains(Dimension.PAGE, "/blog"), "[\"contains\",\"event:page\",[\"/blog\"]]"),
        arguments(
            Filter.containsNot(Dimension.PAGE, "/blog"),
            "[\"contains_not\",\"event:page\",[\"/blog\"]]"),
        arguments(
            Filter.matches(Dimension.PAGE, "^/blog/.*"),
            "[\"matches\",\"event:page\",[\"^/blog/.*\"]]"),
        arguments(
            Filter.matchesNot(Dimension.PAGE, "^/blog/.*"),
            "[\"matches_not\",\"event:page\",[\"^/blog/.*\"]]"),
        arguments(Filter.is(Dimension.CITY, 2643743), "[\"is\",\"visit:city\",[2643743]]"),
        arguments(Filter.isNot(Dimension.CITY, 1, 2), "[\"is_not\",\"visit:city\",[1,2]]"),
        arguments(Filter.segment(12, 13), "[\"is\",\"segment\",[12,13]]"),
        arguments(GOAL, "[\"is\",\"event:goal\",[\"Signup\"]]"),
        arguments(
            Filter.contains(Dimension.GOAL, "Sign").caseSensitive(false),
            "[\"contains\",\"event:goal\",[\"Sign\"],{\"case_sensitive\":false}]"),
        arguments(
            Filter.is(Dimension.property("plan"), "(none)"),
            "[\"is\",\"event:props:plan\",[\"(none)\"]]"),
        arguments(Filter.and(PAGE), "[\"and\",[[\"is\",\"event:page\",[\"/\"]]]]"),
        arguments(
            Filter.or(PAGE, Filter.not(PAGE)),
            "[\"or\",[[\"is\",\"event:page\",[\"/\"]],[\"not\",[\"is\",\"event:page\",[\"/\"]]]]]"),
        arguments(Filter.hasDone(GOAL), "[\"has_done\",[\"is\",\"event:goal\",[\"Signup\"]]]"),
        arguments(
            Filter.hasNotDone(GOAL), "[\"has_not_done\",[\"is\",\"event:goal\",[\"Signup\"]]]"),
        arguments(
            Filter.hasDone(Filter.and(PAGE)).caseSensitive(true),
            "[\"has_done\",[\"and\",[[\"is\",\"event:page\",[\"/\"],{\"case_sensitive\":true}]]]]"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("filters")
  void filtersAreWrittenAsInTheApi(Filter filter, String json) {
    StatsQuery query = visitors().filter(filter).build();

    assertThat(query.toTree().get("filters").get(0)).hasToString(json);
    assertThat(StatsQuery.parse(query.toJson()).filters()).containsExactly(filter);
  }

  @Test
  void everyOptionOfIncludeIsWritten() {
    assertThat(
            visitors()
                .dimensions(Dimension.TIME)
                .include(Include.values())
                .build()
                .toTree()
                .get("include"))
        .hasToString(
            "{\"imports\":true,\"time_labels\":true,\"total_rows\":true,"
                + "\"trim_relative_date_range\":true}");
  }
}
