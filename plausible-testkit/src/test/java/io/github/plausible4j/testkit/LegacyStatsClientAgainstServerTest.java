package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.legacy.LegacyAggregate;
import io.github.plausible4j.stats.legacy.LegacyInterval;
import io.github.plausible4j.stats.legacy.LegacyPeriod;
import io.github.plausible4j.stats.legacy.LegacyQuery;
import io.github.plausible4j.stats.legacy.LegacyResult;
import io.github.plausible4j.stats.legacy.LegacyStatsClient;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Version 1 of the statistics, typed; each number is counted by hand from the four visitors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyStatsClientAgainstServerTest {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final LegacyPeriod WEEKEND = LegacyPeriod.between(FRIDAY, FRIDAY.plusDays(2));

  private FourVisitors world;
  private LegacyStatsClient stats;

  @BeforeAll
  void start() {
    world = new FourVisitors();
    stats = world.plausible().legacyStats();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private static LegacyQuery.Builder query(Metric... metrics) {
    return LegacyQuery.builder(FourVisitors.SITE).metrics(metrics);
  }

  @Test
  void whoCameInTheLastFiveMinutesIsThere() {
    // Cem at 11:58; it is noon.
    assertThat(stats.realtimeVisitors(FourVisitors.SITE)).isEqualTo(1);
  }

  static Stream<Arguments> metrics() {
    return Stream.of(
        // Ann and Bob, who came once each.
        arguments(Metric.VISITORS, 2),
        arguments(Metric.VISITS, 2),
        // Ann two, Bob one.
        arguments(Metric.PAGEVIEWS, 3),
        // With Ann's Signup; engagement does not count.
        arguments(Metric.EVENTS, 4),
        arguments(Metric.VIEWS_PER_VISIT, 1.5),
        // Bob alone left from where he came.
        arguments(Metric.BOUNCE_RATE, 50),
        // Ann 180 s, Bob none.
        arguments(Metric.VISIT_DURATION, 90));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("metrics")
  void metricsAreCounted(Metric metric, double counted) {
    LegacyAggregate result = stats.aggregate(query(metric).period(WEEKEND).build());

    assertThat(result.get(metric).asDouble()).isEqualTo(counted);
    assertThat(result.previous(metric).isNull()).isTrue();
    assertThat(result.change(metric)).isEmpty();
  }

  @Test
  void timeOnPageAndConversionsNeedTheirFilters() {
    // Ann read the page for 30 s; she alone of two signed up.
    LegacyQuery page =
        query(Metric.TIME_ON_PAGE)
            .period(WEEKEND)
            .filter(Filter.is(Dimension.PAGE, "/blog/one"))
            .build();
    LegacyQuery goal =
        query(Metric.CONVERSION_RATE)
            .period(WEEKEND)
            .filter(Filter.is(Dimension.GOAL, "Signup"))
            .build();

    assertThat(stats.aggregate(page).get(Metric.TIME_ON_PAGE).asLong()).isEqualTo(30);
    assertThat(stats.aggregate(goal).get(Metric.CONVERSION_RATE).asDouble()).isEqualTo(50);
  }

  static Stream<Arguments> periods() {
    return Stream.of(
        // Cem.
        arguments(LegacyPeriod.today(), 1),
        arguments(LegacyPeriod.day(FRIDAY), 1),
        // Ended yesterday: Ann and Bob.
        arguments(LegacyPeriod.last7Days(), 2),
        arguments(LegacyPeriod.last7Days().on(FRIDAY.plusDays(2)), 1),
        arguments(LegacyPeriod.last30Days(), 2),
        // With today: Cem too.
        arguments(LegacyPeriod.month(), 3),
        arguments(LegacyPeriod.month().on(LocalDate.of(2026, 10, 31)), 1),
        // Ended with October: Dea alone.
        arguments(LegacyPeriod.last6Months(), 1),
        arguments(LegacyPeriod.last12Months(), 1),
        arguments(LegacyPeriod.last6Months().on(LocalDate.of(2026, 12, 1)), 4),
        arguments(WEEKEND, 2));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("periods")
  void periodsHaveTheirDays(LegacyPeriod period, long visitors) {
    LegacyAggregate result = stats.aggregate(query(Metric.VISITORS).period(period).build());

    assertThat(result.get(Metric.VISITORS).asLong()).isEqualTo(visitors);
  }

  @Test
  void aPeriodIsComparedWithTheOneBefore() {
    // Sunday and today (Bob, Cem: two page views) against Friday and Saturday (Ann: two, with 180 s
    // and no bounce). A rate changes by points, all else by percent of what it was.
    LegacyAggregate result =
        stats.aggregate(
            query(Metric.VISITORS, Metric.PAGEVIEWS, Metric.BOUNCE_RATE, Metric.VISIT_DURATION)
                .period(LegacyPeriod.between(FRIDAY.plusDays(2), FRIDAY.plusDays(3)))
                .compareWithPreviousPeriod()
                .build());

    assertThat(result.get(Metric.VISITORS).asLong()).isEqualTo(2);
    assertThat(result.previous(Metric.VISITORS).asLong()).isEqualTo(1);
    assertThat(result.change(Metric.VISITORS)).hasValue(100);
    assertThat(result.previous(Metric.PAGEVIEWS).asLong()).isEqualTo(2);
    assertThat(result.change(Metric.PAGEVIEWS)).hasValue(0);
    assertThat(result.previous(Metric.VISIT_DURATION).asLong()).isEqualTo(180);
    assertThat(result.change(Metric.VISIT_DURATION)).hasValue(-100);
    assertThat(result.get(Metric.BOUNCE_RATE).asLong()).isEqualTo(100);
    assertThat(result.previous(Metric.BOUNCE_RATE).asLong()).isZero();
    // The server divides nothing by zero.
    assertThat(result.change(Metric.BOUNCE_RATE)).isEmpty();
  }

  @Test
  void everyDayHasItsRow() {
    LegacyResult days =
        stats.timeseries(query(Metric.VISITORS, Metric.VISIT_DURATION).period(WEEKEND).build());

    // Ann, nobody, Bob.
    assertThat(days.rows())
        .extracting(row -> row.get(Metric.VISITORS).asLong())
        .containsExactly(1L, 0L, 1L);
    assertThat(days.rows())
        .extracting(row -> row.get(Metric.VISIT_DURATION).orElse(-1))
        .containsExactly(180.0, -1.0, 0.0);
    assertThat(days.rows().get(0).date()).isEqualTo(FRIDAY);
  }

  @Test
  void aDayHasHoursAndHalfAYearHasMonths() {
    LegacyResult hours =
        stats.timeseries(query(Metric.PAGEVIEWS).period(LegacyPeriod.day(FRIDAY)).build());
    assertThat(hours.rows()).hasSize(24);
    // Ann read both pages after ten.
    assertThat(hours.rows().get(10).dateTime()).isEqualTo(FRIDAY.atTime(10, 0));
    assertThat(hours.rows().get(10).get(Metric.PAGEVIEWS).asLong()).isEqualTo(2);

    LegacyQuery halfAYear = query(Metric.VISITORS).period(LegacyPeriod.last6Months()).build();
    Map<String, Long> months = visitors(stats.timeseries(halfAYear));
    assertThat(months.keySet())
        .containsExactly(
            "2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01");
    // Dea in October; this month is not in it.
    assertThat(months.values()).containsExactly(0L, 0L, 0L, 0L, 0L, 1L);
  }

  @Test
  void theStepsMayBeChosen() {
    LegacyQuery.Builder month = query(Metric.VISITORS).period(LegacyPeriod.month());
    assertThat(visitors(stats.timeseries(month.interval(LegacyInterval.MONTH).build())))
        .isEqualTo(Map.of("2026-11-01", 3L));
    assertThat(visitors(stats.timeseries(month.interval(LegacyInterval.DAY).build())))
        .hasSize(30)
        .containsEntry("2026-11-22", 1L)
        .containsEntry("2026-11-30", 0L);
  }

  @Test
  void aBreakdownIsReadPageByPage() {
    LegacyQuery.Builder pages = query(Metric.VISITORS, Metric.PAGEVIEWS).period(WEEKEND);
    // Ann and Bob saw the first; those that Ann alone saw follow by their names.
    LegacyResult all = stats.breakdown(pages.build(), Dimension.PAGE);
    assertThat(visitors(all))
        .containsExactly(Map.entry("/", 2L), Map.entry("/blog/one", 1L), Map.entry("/signup", 1L));
    // She did not view the last one, but signed up on it.
    assertThat(all.rows())
        .extracting(row -> row.get(Metric.PAGEVIEWS).asLong())
        .containsExactly(2L, 1L, 0L);

    pages.limit(2);
    assertThat(visitors(stats.breakdown(pages.build(), Dimension.PAGE)).keySet())
        .containsExactly("/", "/blog/one");
    assertThat(visitors(stats.breakdown(pages.page(2).build(), Dimension.PAGE)).keySet())
        .containsExactly("/signup");
    assertThat(stats.breakdown(pages.page(3).build(), Dimension.PAGE)).isEmpty();
  }

  static Stream<Arguments> properties() {
    return Stream.of(
        arguments(Dimension.EVENT_NAME, Map.of("pageview", 2L, "Signup", 1L, "engagement", 1L)),
        arguments(Dimension.GOAL, Map.of("Signup", 1L)),
        // Both have events without an author.
        arguments(Dimension.property("author"), Map.of("Ada", 1L, "(none)", 2L)),
        arguments(Dimension.SOURCE, Map.of("Google", 1L, "Direct / None", 1L)),
        arguments(Dimension.COUNTRY, Map.of("GB", 1L, "SE", 1L)),
        arguments(Dimension.CITY, Map.of("2643743", 1L, "2694762", 1L)),
        arguments(Dimension.DEVICE, Map.of("Desktop", 1L, "Mobile", 1L)),
        arguments(Dimension.BROWSER, Map.of("Chrome", 1L, "Firefox", 1L)),
        arguments(Dimension.ENTRY_PAGE, Map.of("/", 2L)),
        arguments(Dimension.EXIT_PAGE, Map.of("/", 1L, "/blog/one", 1L)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("properties")
  void visitorsAreGrouped(Dimension property, Map<String, Long> groups) {
    LegacyQuery query = query(Metric.VISITORS).period(WEEKEND).build();
    assertThat(visitors(stats.breakdown(query, property))).isEqualTo(groups);
  }

  static Stream<Arguments> filters() {
    Dimension author = Dimension.property("author");
    return Stream.of(
        arguments(Filter.is(Dimension.PAGE, "/blog/one"), 1),
        arguments(Filter.is(Dimension.PAGE, "/blog/one", "/"), 2),
        arguments(Filter.is(Dimension.PAGE, "/b**"), 1),
        // Ann too has events on another page.
        arguments(Filter.isNot(Dimension.PAGE, "/blog/one"), 2),
        arguments(Filter.is(Dimension.COUNTRY, "SE"), 1),
        arguments(Filter.isNot(Dimension.COUNTRY, "SE"), 1),
        arguments(Filter.is(Dimension.COUNTRY, "SE", "GB", "DE"), 2),
        arguments(Filter.is(Dimension.SOURCE, "Google"), 1),
        arguments(Filter.is(Dimension.EVENT_NAME, "Signup"), 1),
        arguments(Filter.is(Dimension.GOAL, "Signup"), 1),
        arguments(Filter.is(author, "Ada"), 1),
        arguments(Filter.is(author, "Grace"), 0),
        arguments(Filter.is(Dimension.BROWSER, "Chrome|Firefox"), 0));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("filters")
  void filtersCount(Filter filter, long visitors) {
    LegacyQuery query = query(Metric.VISITORS).period(WEEKEND).filter(filter).build();
    assertThat(stats.aggregate(query).get(Metric.VISITORS).asLong()).isEqualTo(visitors);
  }

  @Test
  void allFiltersMustHold() {
    LegacyQuery.Builder query = query(Metric.VISITORS).period(WEEKEND);
    query.filter(Filter.is(Dimension.PAGE, "/"), Filter.is(Dimension.COUNTRY, "SE"));
    assertThat(visitors(stats.breakdown(query.build(), Dimension.BROWSER)))
        .isEqualTo(Map.of("Firefox", 1L));
  }

  private static Map<String, Long> visitors(LegacyResult result) {
    Map<String, Long> visitors = new LinkedHashMap<>();
    result.forEach(row -> visitors.put(row.label(), row.get(Metric.VISITORS).asLong()));
    return visitors;
  }
}
