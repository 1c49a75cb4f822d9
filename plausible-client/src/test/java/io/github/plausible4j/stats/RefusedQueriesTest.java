package io.github.plausible4j.stats;

import static io.github.plausible4j.stats.Questions.visitors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no server takes is refused when the query is built. */
class RefusedQueriesTest {
  private static final Filter PAGE = Filter.is(Dimension.PAGE, "/");
  private static final Filter GOAL = Filter.is(Dimension.GOAL, "Signup");
  private static final Filter AUTHOR = Filter.is(Dimension.property("author"), "Ada");

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(visitors().siteId(" "), "site_id is blank"),
        arguments(visitors().siteId("https://a.example"), "site_id \"https://a.example\""),
        arguments(visitors().metrics(), "metrics are missing"),
        arguments(
            visitors().metrics(Metric.VISITORS, Metric.VISITORS), "\"visitors\" occurs twice"),
        arguments(StatsQuery.builder("a").metrics(Metric.VISITORS), "date_range is missing"),
        arguments(
            visitors().dimensions(Dimension.PAGE, Dimension.PAGE), "\"event:page\" occurs twice"),
        arguments(visitors().dimensions(Dimension.of("segment")), "use Filter.segment"),
        arguments(visitors().limit(0), "limit \"0\" is outside 1 to 10000"),
        arguments(visitors().limit(10_001), "limit \"10001\" is outside 1 to 10000"),
        arguments(visitors().offset(-1), "offset \"-1\" is negative"),
        arguments(visitors().include(Include.TIME_LABELS), "needs a time dimension"),
        arguments(visitors().orderBy(OrderBy.desc(Metric.EVENTS)), "\"events\" is not queried"),
        arguments(
            visitors().dimensions(Dimension.GOAL).orderBy(OrderBy.asc(Dimension.GOAL)),
            "\"event:goal\" cannot be ordered by"),
        arguments(visitors().metrics(Metric.CONVERSION_RATE), "\"conversion_rate\" needs a goal"),
        arguments(
            visitors().metrics(Metric.GROUP_CONVERSION_RATE).filter(PAGE),
            "\"group_conversion_rate\" needs a goal"),
        arguments(
            visitors().metrics(Metric.CONVERSION_RATE).filter(GOAL, Filter.or(AUTHOR, PAGE)),
            "at the top level only"),
        arguments(visitors().metrics(Metric.SCROLL_DEPTH), "\"scroll_depth\" needs a page"),
        arguments(
            visitors().metrics(Metric.SCROLL_DEPTH).filter(Filter.not(PAGE)),
            "\"scroll_depth\" needs a page"),
        arguments(visitors().metrics(Metric.TIME_ON_PAGE), "\"time_on_page\" needs a page"),
        arguments(
            visitors().metrics(Metric.VIEWS_PER_VISIT).dimensions(Dimension.SOURCE),
            "\"views_per_visit\" cannot be grouped"),
        arguments(
            visitors().metrics(Metric.VIEWS_PER_VISIT).filter(Filter.and(PAGE)),
            "does not go with a filter by event:page"),
        arguments(
            visitors().metrics(Metric.BOUNCE_RATE).dimensions(Dimension.GOAL),
            "\"bounce_rate\" is a metric of visits and cannot be grouped by event:goal"),
        arguments(
            visitors().metrics(Metric.VISIT_DURATION).dimensions(Dimension.property("author")),
            "\"visit_duration\" is a metric of visits and cannot be grouped by event:props:author"),
        arguments(
            visitors().metrics(Metric.EVENTS).dimensions(Dimension.EXIT_PAGE),
            "\"events\" is a metric of events and cannot be grouped by visit:exit_page"),
        arguments(
            visitors().metrics(Metric.PAGEVIEWS).dimensions(Dimension.ENTRY_PAGE_HOSTNAME),
            "\"pageviews\" is a metric of events and cannot be grouped by visit:entry_page_hostname"),
        arguments(
            visitors().dimensions(Dimension.SCREEN),
            "\"visit:screen\" makes every release answer 500; group by visit:device"),
        arguments(
            visitors().dimensions(Dimension.TIME_DAY, Dimension.TIME_MONTH),
            "name 2 time dimensions"),
        arguments(
            visitors().metrics(Metric.PERCENTAGE, Metric.CONVERSION_RATE).filter(GOAL),
            "\"percentage\" together with conversion_rate makes servers answer 500"),
        arguments(
            visitors()
                .metrics(Metric.GROUP_CONVERSION_RATE, Metric.SCROLL_DEPTH)
                .filter(GOAL, PAGE),
            "\"scroll_depth\" together with group_conversion_rate makes servers answer 500"),
        arguments(
            visitors().metrics(Metric.PERCENTAGE).dimensions(Dimension.TIME_HOUR),
            "\"percentage\" by hour makes servers answer 500"),
        arguments(
            visitors().filter(Filter.isNot(Dimension.EVENT_NAME, "pageview")),
            "\"is_not event:name\" finds nothing on servers up to 3.2"),
        arguments(
            visitors().filter(Filter.hasDone(Filter.contains(Dimension.EVENT_NAME, "Sign"))),
            "\"contains event:name\" finds nothing"),
        arguments(visitors().filter(Filter.contains(Dimension.CITY, "Lon")), "a city is a number"),
        arguments(
            visitors().filter(Filter.is(Dimension.CITY, "London")),
            "\"London\" is not a GeoNames id"),
        arguments(
            visitors().metrics(Metric.BOUNCE_RATE).filter(Filter.not(PAGE)),
            "\"not over event:page\" makes visit metrics 0"),
        arguments(
            visitors()
                .metrics(Metric.PAGEVIEWS)
                .filter(Filter.not(Filter.is(Dimension.ENTRY_PAGE, "/"))),
            "\"not over visit:entry_page\" makes event metrics 0"),
        arguments(visitors().filter(Filter.not(GOAL)), "filters[0].not \"event:goal\""),
        arguments(
            visitors().filter(PAGE, Filter.or(PAGE, Filter.is(Dimension.HOSTNAME, "a"))),
            "filters[1].or[1] \"event:hostname\" can be filtered at the top level only"),
        arguments(
            visitors().filter(Filter.isNot(Dimension.GOAL, "Signup")), "goes with is and contains"),
        arguments(
            visitors().filter(Filter.is(Dimension.TIME_DAY, "2026-11-22")), "set the date range"),
        arguments(visitors().filter(Filter.is(Dimension.PAGE, 1)), "\"1\" is a number"),
        arguments(
            visitors()
                .filter(Filter.compare(FilterOperator.IS, Dimension.SEGMENT, List.of("mine"))),
            "\"mine\" is not the id of a segment"),
        arguments(
            visitors().filter(Filter.segment(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
            "name 11 segments, more than 10"),
        arguments(
            visitors().filter(Filter.is(Dimension.COUNTRY, "Germany")),
            "not a country code of two"),
        arguments(visitors().filter(Filter.is(Dimension.PAGE, new String[0])), "with nothing"),
        arguments(visitors().filter(Filter.and()), "joins no filters by and"),
        arguments(
            visitors().filter(Filter.hasDone(Filter.hasDone(GOAL))),
            "a behavior within a behavior"),
        arguments(
            visitors().filter(Filter.hasNotDone(Filter.is(Dimension.OS, "iOS"))),
            "\"visit:os\" is not a property of an event"),
        arguments(
            visitors().filter(Filter.matches(Dimension.PAGE, "(unclosed")),
            "\"(unclosed\" is not a valid RE2 regular expression"),
        arguments(
            visitors().filter(Filter.matches(Dimension.PAGE, "^/(?!blog)")),
            "\"^/(?!blog)\" is not a valid RE2 regular expression"),
        arguments(
            visitors().filter(Filter.matchesNot(Dimension.PAGE, "/(\\w)\\1/")),
            "is not a valid RE2 regular expression"),
        arguments(
            visitors().filter(Filter.matches(Dimension.PAGE, "/a++")),
            "\"/a++\" is not a valid RE2 regular expression"),
        arguments(
            StatsQuery.parse(
                "{\"site_id\":\"a\",\"metrics\":[\"visitors\"],\"date_range\":\"5001d\"}")
                .toBuilder(),
            "date_range \"5001d\" is outside 1 to 5000"),
        arguments(
            StatsQuery.parse(
                "{\"site_id\":\"a\",\"metrics\":[\"visitors\"],\"date_range\":\"0mo\"}")
                .toBuilder(),
            "date_range \"0mo\" is outside 1 to 100"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void isRefusedWithRuleAndRemedy(StatsQuery.Builder query, String rule) {
    assertThatThrownBy(query::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("StatsQuery")
        .hasMessageContaining(rule)
        .hasMessageContaining("; ");
  }

  static Stream<StatsQuery.Builder> leftToTheServer() {
    return Stream.of(
        visitors().filter(GOAL),
        visitors().metrics(Metric.CONVERSION_RATE).filter(GOAL),
        visitors().metrics(Metric.CONVERSION_RATE).dimensions(Dimension.GOAL),
        visitors().metrics(Metric.CONVERSION_RATE).filter(GOAL, AUTHOR),
        // A segment may hold the goal or the page that is missing here.
        visitors().metrics(Metric.CONVERSION_RATE, Metric.SCROLL_DEPTH).filter(Filter.segment(1)),
        visitors().metrics(Metric.SCROLL_DEPTH).filter(PAGE),
        visitors().metrics(Metric.TIME_ON_PAGE).filter(Filter.not(PAGE)),
        visitors().metrics(Metric.BOUNCE_RATE).dimensions(Dimension.PAGE, Dimension.SOURCE),
        // A newer operator, whatever it goes with.
        visitors()
            .filter(
                Filter.compare(FilterOperator.of("starts_with"), Dimension.GOAL, List.of("Sign")),
                Filter.compare(FilterOperator.of("near"), Dimension.CITY, List.of("London"))),
        // Newer servers take time dimensions with it.
        visitors().metrics(Metric.VIEWS_PER_VISIT).dimensions(Dimension.TIME_DAY),
        visitors().metrics(Metric.TOTAL_REVENUE, Metric.of("exit_rate")),
        visitors().filter(Filter.hasDone(Filter.or(GOAL, Filter.is(Dimension.HOSTNAME, "a")))),
        visitors().filter(Filter.is(Dimension.CITY, 2643743)),
        visitors().filter(Filter.is(Dimension.COUNTRY, "\u0000\u0000")),
        visitors().filter(Filter.contains(Dimension.COUNTRY, "D")),
        visitors().filter(Filter.matches(Dimension.PAGE, "(?P<year>[[:digit:]]+)")),
        // A brace or bracket that stands for itself, and what only looks like Java.
        visitors().filter(Filter.matches(Dimension.PAGE, "^/users/{id}$", "[[(]x")),
        visitors()
            .filter(Filter.matches(Dimension.PAGE, "\\++", "[(?=]", "\\(?=", "\\\\1", "\\101")),
        visitors().filter(Filter.matches(Dimension.PAGE, "(?i)^/a{2,3}?(?:b|c)*?$")),
        visitors().dateRange(DateRange.last24Hours()));
  }

  @ParameterizedTest
  @MethodSource("leftToTheServer")
  void whatSomeServerTakesIsLeftToIt(StatsQuery.Builder query) {
    assertThatCode(query::build).doesNotThrowAnyException();
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThatThrownBy(
            () ->
                StatsQuery.builder("")
                    .metrics(Metric.SCROLL_DEPTH, Metric.SCROLL_DEPTH)
                    .limit(20_000)
                    .offset(-5)
                    .filter(Filter.and(GOAL))
                    .build())
        .hasMessageContaining("has 8 problems")
        .hasMessageContaining("site_id")
        .hasMessageContaining("date_range")
        .hasMessageContaining("limit")
        .hasMessageContaining("offset")
        .hasMessageContaining("filters[0].and[0]");
  }

  static Stream<Arguments> refusedAtOnce() {
    LocalDate day = LocalDate.of(2026, 11, 22);
    OffsetDateTime noon = OffsetDateTime.parse("2026-11-22T12:00:00+01:00");
    return Stream.of(
        arguments((Runnable) () -> DateRange.lastDays(0), "outside 1 to 5000"),
        arguments((Runnable) () -> DateRange.lastDays(5001), "outside 1 to 5000"),
        arguments((Runnable) () -> DateRange.lastMonths(101), "outside 1 to 100"),
        arguments((Runnable) () -> DateRange.between(day, day.minusDays(1)), "before it starts"),
        arguments((Runnable) () -> DateRange.between(noon, noon.minusHours(1)), "before it starts"),
        arguments((Runnable) () -> Metric.of(""), "is not a name"),
        arguments((Runnable) () -> FilterOperator.of("Is Not"), "write one such as is_not"),
        arguments((Runnable) () -> FilterOperator.of("has_done"), "use Filter.and, or, not"),
        arguments((Runnable) () -> Dimension.property(""), "is not a name"),
        arguments(
            (Runnable) () -> Filter.matches(Dimension.PAGE, "x").caseSensitive(false), "(?i)"),
        arguments(
            (Runnable) () -> Filter.compare(FilterOperator.IS, Dimension.PAGE, List.of(1.5)),
            "strings or whole numbers"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refusedAtOnce")
  void aValueThatIsWrongAloneIsRefusedWhereItIsMade(Runnable making, String rule) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule);
  }

  @Test
  void aParsedQueryIsCheckedWhenItIsBuiltAgain() {
    StatsQuery nested =
        StatsQuery.parse(
            """
            {"site_id":"a","metrics":["visitors"],"date_range":["2026-11-23","2026-11-20"],
             "filters":[["not",["is","event:goal",["Signup"]]]]}\
            """);

    assertThat(nested.filters()).containsExactly(Filter.not(GOAL));
    assertThatThrownBy(() -> nested.toBuilder().build())
        .hasMessageContaining("ends before it starts")
        .hasMessageContaining("filters[0].not");
  }
}
