package io.github.plausible4j.stats.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.Metric;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LegacyQueryTest {
  private static LegacyQuery.Builder query() {
    return LegacyQuery.builder("blog.example.com");
  }

  @Test
  void defaultsAreWrittenOut() {
    assertThat(query().build())
        .hasToString("{site_id=blog.example.com, period=30d, metrics=visitors}");
  }

  @Test
  void allPartsBecomeParameters() {
    LegacyQuery query =
        query()
            .metrics(Metric.VISITORS, Metric.PAGEVIEWS)
            .period(LegacyPeriod.between(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 23)))
            .filter(
                Filter.is(Dimension.PAGE, "/blog/**", "/a|b"),
                Filter.isNot(Dimension.COUNTRY, "DE"))
            .interval(LegacyInterval.MONTH)
            .compareWithPreviousPeriod()
            .limit(10)
            .page(2)
            .withImported()
            .build();

    assertThat(query)
        .hasToString(
            "{site_id=blog.example.com, period=custom, date=2026-11-20,2026-11-23,"
                + " metrics=visitors,pageviews,"
                + " filters=event:page==/blog/**|/a\\|b;visit:country!=DE, compare=previous_period,"
                + " interval=month, limit=10, page=2, with_imported=true}");
    assertThat(query.toBuilder().build()).isEqualTo(query);
  }

  static Stream<Arguments> periods() {
    return Stream.of(
        arguments(LegacyPeriod.today(), "day", ""),
        arguments(LegacyPeriod.day(LocalDate.of(2026, 11, 22)), "day", "2026-11-22"),
        arguments(LegacyPeriod.last7Days(), "7d", ""),
        arguments(LegacyPeriod.last30Days(), "30d", ""),
        arguments(LegacyPeriod.month().on(LocalDate.of(2026, 2, 1)), "month", "2026-02-01"),
        arguments(LegacyPeriod.last6Months(), "6mo", ""),
        arguments(LegacyPeriod.last12Months(), "12mo", ""));
  }

  @ParameterizedTest
  @MethodSource("periods")
  void periodsAreCalledAsInTheApi(LegacyPeriod period, String name, String date) {
    assertThat(period.name()).isEqualTo(name);
    assertThat(period.date().orElse("")).isEqualTo(date);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(LegacyQuery.builder(" "), "site_id is blank"),
        arguments(LegacyQuery.builder("https://a.com"), "\"https://a.com\" is not a domain"),
        arguments(query().metrics(), "metrics are missing"),
        arguments(query().metrics(Metric.VISITORS, Metric.VISITORS), "occurs twice"),
        arguments(query().metrics(Metric.PERCENTAGE), "is not a metric of version 1"),
        arguments(query().metrics(Metric.SCROLL_DEPTH), "is not a metric of version 1"),
        arguments(query().metrics(Metric.TOTAL_REVENUE), "is not a metric of version 1"),
        arguments(
            query().filter(Filter.isNot(Dimension.BROWSER, "Chrome", "Firefox")),
            "negates a list, which the server reads as a positive list"),
        arguments(
            query().filter(Filter.isNot(Dimension.GOAL, "Signup")),
            "negates a goal, which the server reads as positive"),
        arguments(query().filter(Filter.contains(Dimension.PAGE, "blog")), "ignored by version 1"),
        arguments(query().filter(Filter.containsNot(Dimension.PAGE, "a")), "ignored by version 1"),
        arguments(query().filter(Filter.matches(Dimension.PAGE, "a")), "ignored by version 1"),
        arguments(
            query().filter(Filter.is(Dimension.COUNTRY, "Germany")),
            "the server would ignore the filter"),
        arguments(query().filter(Filter.is(Dimension.CITY_NAME, "Berlin")), "is not a property"),
        arguments(query().filter(Filter.segment(1)), "is not a property of version 1"),
        arguments(query().filter(Filter.not(Filter.is(Dimension.PAGE, "/"))), "joins or negates"),
        arguments(
            query().filter(Filter.isNot(Dimension.EVENT_NAME, "Signup")), "negates an event name"),
        arguments(query().filter(Filter.is(Dimension.CITY, "London")), "does not have city ids"),
        arguments(query().filter(Filter.is(Dimension.PAGE, "/a;b")), "cannot be expressed"),
        arguments(
            query().filter(Filter.is(Dimension.PAGE, "/").caseSensitive(false)), "has a modifier"),
        arguments(
            query().metrics(Metric.BOUNCE_RATE).filter(Filter.is(Dimension.GOAL, "Signup")),
            "cannot be combined with a filter by event name, goal or custom property"),
        arguments(query().limit(0), "outside 1 to 1000"),
        arguments(query().limit(1001), "outside 1 to 1000"),
        arguments(query().page(0), "pages start at 1"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void whatTheServerMisreadsIsRefused(LegacyQuery.Builder query, String rule) {
    assertThatThrownBy(query::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule);
  }

  static Stream<Arguments> refusedForACall() {
    return Stream.of(
        arguments("aggregate", query().limit(5), "limit or page"),
        arguments("timeseries", query().compareWithPreviousPeriod(), "compare"),
        arguments("breakdown", query().interval(LegacyInterval.DAY), "interval"),
        arguments("aggregate", query().metrics(Metric.CONVERSION_RATE), "needs a goal"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("refusedForACall")
  void whatACallDoesNotTakeIsRefused(String call, LegacyQuery.Builder query, String rule) {
    assertThatThrownBy(() -> query.build().checkFor(call, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule);
  }
}
