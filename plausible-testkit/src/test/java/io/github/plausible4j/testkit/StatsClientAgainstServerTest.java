package io.github.plausible4j.testkit;

import static io.github.plausible4j.testkit.FourVisitors.visitors;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.InvalidRequestException;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.ServerException;
import io.github.plausible4j.UnauthorizedException;
import io.github.plausible4j.stats.ComparedResult;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.FilterOperator;
import io.github.plausible4j.stats.Include;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsPolicy;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.StatsResult;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Typed questions to the server that counts; each number is counted by hand from four visitors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatsClientAgainstServerTest {
  /** Friday to Sunday: Ann and Bob. */
  private static final DateRange WEEKEND =
      DateRange.between(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 22));

  /** Friday to today: Ann, Bob and Cem. */
  private static final DateRange FOUR_DAYS =
      DateRange.between(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 23));

  private static final Filter ONE = Filter.is(Dimension.PAGE, "/blog/one");
  private static final Filter SIGNUP = Filter.is(Dimension.GOAL, "Signup");

  private FourVisitors world;

  @BeforeAll
  void start() {
    world = new FourVisitors();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  static Stream<Arguments> metrics() {
    return Stream.of(
        arguments(Metric.VISITORS, visitors(), 2),
        arguments(Metric.VISITS, visitors(), 2),
        // Ann two, Bob one.
        arguments(Metric.PAGEVIEWS, visitors(), 3),
        arguments(Metric.VIEWS_PER_VISIT, visitors(), 1.5),
        // Bob alone left from where he came.
        arguments(Metric.BOUNCE_RATE, visitors(), 50),
        // Ann 180 s, Bob none.
        arguments(Metric.VISIT_DURATION, visitors(), 90),
        // The page views and Signup; engagement does not count.
        arguments(Metric.EVENTS, visitors(), 4),
        arguments(Metric.PERCENTAGE, visitors().dimensions(Dimension.COUNTRY), 50),
        arguments(Metric.CONVERSION_RATE, visitors().filter(SIGNUP), 50),
        // Of those from Google all.
        arguments(
            Metric.GROUP_CONVERSION_RATE,
            visitors().filter(SIGNUP).dimensions(Dimension.SOURCE),
            100),
        arguments(Metric.SCROLL_DEPTH, visitors().filter(ONE), 80),
        arguments(Metric.TIME_ON_PAGE, visitors().filter(ONE), 30));
  }

  @ParameterizedTest(name = "{0} is {2}")
  @MethodSource("metrics")
  void metricsAreCounted(Metric metric, StatsQuery.Builder query, double counted) {
    StatsResult result = ask(query.metrics(metric).dateRange(WEEKEND));

    assertThat(result.rows().get(0).get(metric).asDouble()).isEqualTo(counted);
  }

  static Stream<Arguments> dimensions() {
    return Stream.of(
        arguments(Dimension.EVENT_NAME, Map.of("pageview", 2L, "Signup", 1L, "engagement", 1L)),
        arguments(Dimension.PAGE, Map.of("/", 2L, "/blog/one", 1L, "/signup", 1L)),
        arguments(Dimension.HOSTNAME, Map.of("blog.example.com", 2L)),
        arguments(Dimension.GOAL, Map.of("Signup", 1L)),
        // Both have events without an author.
        arguments(Dimension.property("author"), Map.of("Ada", 1L, "(none)", 2L)),
        arguments(Dimension.SOURCE, Map.of("Google", 1L, "Direct / None", 1L)),
        arguments(Dimension.CHANNEL, Map.of("Organic Search", 1L, "Direct", 1L)),
        arguments(Dimension.REFERRER, Map.of("google.com", 1L, "Direct / None", 1L)),
        arguments(Dimension.UTM_MEDIUM, Map.of("cpc", 1L, "(not set)", 1L)),
        arguments(Dimension.UTM_SOURCE, Map.of("ads", 1L, "(not set)", 1L)),
        arguments(Dimension.UTM_CAMPAIGN, Map.of("launch", 1L, "(not set)", 1L)),
        arguments(Dimension.UTM_CONTENT, Map.of("top", 1L, "(not set)", 1L)),
        arguments(Dimension.UTM_TERM, Map.of("java", 1L, "(not set)", 1L)),
        arguments(Dimension.DEVICE, Map.of("Desktop", 1L, "Mobile", 1L)),
        arguments(Dimension.BROWSER, Map.of("Chrome", 1L, "Firefox", 1L)),
        arguments(Dimension.BROWSER_VERSION, Map.of("131.0", 1L, "(not set)", 1L)),
        arguments(Dimension.OS, Map.of("Windows", 1L, "(not set)", 1L)),
        arguments(Dimension.OS_VERSION, Map.of("10", 1L, "(not set)", 1L)),
        arguments(Dimension.COUNTRY, Map.of("GB", 1L, "SE", 1L)),
        arguments(Dimension.REGION, Map.of("GB-ENG", 1L, "SE-E", 1L)),
        arguments(Dimension.CITY, Map.of("2643743", 1L, "2694762", 1L)),
        arguments(Dimension.COUNTRY_NAME, Map.of("United Kingdom", 1L, "Sweden", 1L)),
        arguments(Dimension.ENTRY_PAGE, Map.of("/", 2L)),
        // An event that is no page view does not move the exit.
        arguments(Dimension.EXIT_PAGE, Map.of("/blog/one", 1L, "/", 1L)),
        // Three days: the server takes days.
        arguments(Dimension.TIME, Map.of("2026-11-20", 1L, "2026-11-22", 1L)),
        arguments(
            Dimension.TIME_HOUR, Map.of("2026-11-20 10:00:00", 1L, "2026-11-22 11:00:00", 1L)),
        arguments(Dimension.TIME_DAY, Map.of("2026-11-20", 1L, "2026-11-22", 1L)),
        // A week that began before the range is named by the first day of the range.
        arguments(Dimension.TIME_WEEK, Map.of("2026-11-20", 2L)),
        arguments(Dimension.TIME_MONTH, Map.of("2026-11-01", 2L)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dimensions")
  void dimensionsAreGroupedBy(Dimension dimension, Map<String, Long> counted) {
    StatsResult result = ask(visitors().dateRange(WEEKEND).dimensions(dimension));

    assertThat(
            result.rows().stream()
                .collect(
                    Collectors.toMap(
                        row -> row.dimension(dimension), row -> row.get(Metric.VISITORS).asLong())))
        .isEqualTo(counted);
  }

  static Stream<Arguments> dateRanges() {
    return Stream.of(
        arguments(DateRange.today(), 1),
        arguments(DateRange.lastDays(1), 1),
        arguments(DateRange.lastDays(7), 2),
        arguments(DateRange.lastDays(91), 3),
        arguments(DateRange.month(), 3),
        arguments(DateRange.lastMonths(1), 1),
        arguments(DateRange.lastMonths(12), 1),
        arguments(DateRange.year(), 4),
        arguments(DateRange.all(), 4),
        arguments(WEEKEND, 2),
        arguments(DateRange.day(LocalDate.of(2026, 11, 21)), 0),
        arguments(
            DateRange.between(
                OffsetDateTime.parse("2026-11-22T12:00:00+01:00"),
                OffsetDateTime.parse("2026-11-22T12:00:59+01:00")),
            1));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("dateRanges")
  void dateRangesAreLookedAt(DateRange range, long counted) {
    assertThat(count(visitors().dateRange(range))).isEqualTo(counted);
  }

  static Stream<Arguments> filters() {
    Filter fromBritain = Filter.is(Dimension.COUNTRY, "GB");
    Filter chrome = Filter.is(Dimension.BROWSER, "Chrome");
    return Stream.of(
        arguments(Filter.is(Dimension.PAGE, "/"), 2),
        arguments(Filter.is(Dimension.PAGE, "/", "/docs"), 3),
        // Ann was elsewhere too, Cem only elsewhere.
        arguments(Filter.isNot(Dimension.PAGE, "/"), 2),
        arguments(Filter.contains(Dimension.PAGE, "blog"), 1),
        arguments(Filter.containsNot(Dimension.PAGE, "blog"), 3),
        arguments(Filter.matches(Dimension.PAGE, "^/(blog|docs)"), 2),
        arguments(Filter.matchesNot(Dimension.PAGE, "^/$"), 2),
        arguments(fromBritain, 1),
        arguments(Filter.is(Dimension.COUNTRY, "GB", "SE"), 2),
        arguments(Filter.isNot(Dimension.COUNTRY, "GB"), 2),
        arguments(Filter.is(Dimension.CITY, 2643743), 1),
        arguments(Filter.contains(Dimension.SOURCE, "goo"), 0),
        arguments(Filter.contains(Dimension.SOURCE, "goo").caseSensitive(false), 1),
        arguments(Filter.is(Dimension.property("author"), "Ada"), 1),
        arguments(SIGNUP, 1),
        arguments(Filter.contains(Dimension.GOAL, "Sign"), 1),
        arguments(Filter.and(fromBritain, chrome), 1),
        arguments(Filter.or(chrome, Filter.is(Dimension.COUNTRY, "DE")), 2),
        arguments(Filter.not(chrome), 2),
        arguments(Filter.not(Filter.or(chrome, Filter.is(Dimension.COUNTRY, "DE"))), 1),
        arguments(Filter.hasDone(SIGNUP), 1),
        arguments(Filter.hasNotDone(SIGNUP), 2),
        arguments(Filter.hasDone(Filter.and(Filter.is(Dimension.PAGE, "/"))), 2));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("filters")
  void filtersLeaveThoseWhoFit(Filter filter, long counted) {
    assertThat(count(visitors().dateRange(FOUR_DAYS).filter(filter))).isEqualTo(counted);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(visitors().dateRange(DateRange.last24Hours()), "Invalid date range \"24h\""),
        arguments(
            visitors().dateRange(WEEKEND).metrics(Metric.TOTAL_REVENUE),
            "#/metrics/0: Invalid metric \"total_revenue\""),
        arguments(
            visitors().dateRange(WEEKEND).filter(Filter.is(Dimension.GOAL, "Nope")),
            "The goal `Nope` is not configured"),
        arguments(
            visitors().dateRange(WEEKEND).filter(Filter.segment(1)), "Some segments don't exist"),
        arguments(
            visitors().dateRange(WEEKEND).dimensions(Dimension.of("visit:planet")),
            "#/dimensions/0: Invalid dimension \"visit:planet\""));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void whatOnlyTheServerCanKnowIsRefusedInItsWords(StatsQuery.Builder query, String words) {
    assertThatThrownBy(() -> ask(query))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(words);
  }

  @Test
  void hostNamesOfEntryPagesAreTooMuchForThisRelease() {
    try (FourVisitors own = new FourVisitors();
        Plausible once =
            Plausible.builder(own.url())
                .apiKey(own.apiKey())
                .statsPolicy(StatsPolicy.builder().attempts(1).build())
                .build()) {
      assertThatThrownBy(
              () ->
                  once.stats()
                      .query(
                          visitors()
                              .dateRange(WEEKEND)
                              .dimensions(Dimension.ENTRY_PAGE_HOSTNAME)
                              .build()))
          .isInstanceOf(ServerException.class);
    }
  }

  @Test
  void withoutAKeyNothingIsAnswered() {
    try (FourVisitors own = new FourVisitors();
        Plausible keyless = Plausible.create(own.url())) {
      StatsQuery query = visitors().dateRange(WEEKEND).build();
      assertThatThrownBy(() -> keyless.stats().query(query))
          .isInstanceOf(UnauthorizedException.class)
          .hasMessageContaining("Missing API key");
    }
  }

  @Test
  void aServerThatFailsOnceIsAskedAgain() {
    try (FourVisitors own = new FourVisitors()) {
      own.failOnce();

      assertThat(
              own.plausible()
                  .stats()
                  .query(visitors().dateRange(WEEKEND).build())
                  .rows()
                  .get(0)
                  .get(Metric.VISITORS)
                  .asLong())
          .isEqualTo(2);
    }
  }

  @Test
  void aStreamReadsAllPagesWhateverTheirSize() {
    StatsQuery oneAPage =
        visitors().dateRange(FOUR_DAYS).dimensions(Dimension.PAGE).limit(1).build();
    try (Stream<Row> rows = world.plausible().stats().stream(oneAPage)) {
      assertThat(rows.map(row -> row.dimension(Dimension.PAGE)))
          .containsExactly("/", "/blog/one", "/docs", "/signup");
    }
  }

  @Test
  void aNewerOperatorIsRefusedInTheWordsOfTheServer() {
    StatsQuery.Builder query =
        visitors()
            .dateRange(FOUR_DAYS)
            .filter(
                Filter.compare(FilterOperator.of("starts_with"), Dimension.PAGE, List.of("/blog")));

    assertThatThrownBy(() -> ask(query))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused ->
                assertThat(refused.messages())
                    .containsExactly(
                        "#/filters/0: Invalid filter [\"starts_with\", \"event:page\","
                            + " [\"/blog\"]]"));
  }

  @Test
  void whatIsAnsweredWronglyWarns() {
    Filter noSignup = Filter.isNot(Dimension.EVENT_NAME, "Signup");
    StatsResult result =
        ask(visitors().dateRange(FOUR_DAYS).filter(noSignup).serverRelease("unknown"));

    assertThat(result.rows().get(0).get(Metric.VISITORS).asLong()).isZero();
    assertThat(result.warnings()).singleElement().asString().contains("finds nothing");
  }

  @Test
  void rowsAreCountedBeforeTheyAreCut() {
    StatsResult result =
        ask(
            visitors()
                .dateRange(FOUR_DAYS)
                .dimensions(Dimension.PAGE)
                .include(Include.TOTAL_ROWS)
                .limit(1));

    assertThat(result.rows()).hasSize(1);
    assertThat(result.meta().totalRows()).isEqualTo(OptionalLong.of(4));
  }

  @Test
  void daysWithoutVisitorsAreInTheSparkline() {
    StatsResult days =
        ask(
            visitors()
                .dateRange(FOUR_DAYS)
                .dimensions(Dimension.TIME_DAY)
                .include(Include.TIME_LABELS));

    assertThat(days.sparkline(Metric.VISITORS)).isEqualTo("█▁██");
  }

  @Test
  void twoRangesAreComparedRowByRow() {
    // Sunday against Friday: / had Bob, and had Ann; nobody read the blog.
    ComparedResult compared =
        world
            .plausible()
            .stats()
            .compare(
                visitors()
                    .dateRange(DateRange.day(LocalDate.of(2026, 11, 20)))
                    .dimensions(Dimension.PAGE)
                    .build(),
                DateRange.day(LocalDate.of(2026, 11, 22)));

    assertThat(
            compared.rows().stream()
                .collect(
                    Collectors.toMap(
                        row -> row.current().dimension(Dimension.PAGE),
                        row -> row.change(Metric.VISITORS))))
        .containsOnly(
            entry("/", OptionalDouble.of(0)),
            entry("/blog/one", OptionalDouble.of(100)),
            entry("/signup", OptionalDouble.of(100)));
  }

  private StatsResult ask(StatsQuery.Builder query) {
    return world.plausible().stats().query(query.build());
  }

  private long count(StatsQuery.Builder query) {
    return ask(query).rows().get(0).get(Metric.VISITORS).asLong();
  }
}
