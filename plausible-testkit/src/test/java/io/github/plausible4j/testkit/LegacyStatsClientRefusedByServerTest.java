package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.ApiException;
import io.github.plausible4j.InvalidRequestException;
import io.github.plausible4j.PaymentRequiredException;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.RateLimitedException;
import io.github.plausible4j.ServerException;
import io.github.plausible4j.UnauthorizedException;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Filter;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsPolicy;
import io.github.plausible4j.stats.legacy.LegacyPeriod;
import io.github.plausible4j.stats.legacy.LegacyQuery;
import io.github.plausible4j.stats.legacy.LegacyStatsClient;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server refuses of version 1, for each of its calls, as the client's exception. */
class LegacyStatsClientRefusedByServerTest {
  private static final String BAD_KEY_OR_SITE =
      "Invalid API key or site ID. Please make sure you're using a valid API key with access to"
          + " the site you've requested.";

  private final PlausibleServer server =
      PlausibleServer.builder()
          .site("blog.example.com")
          .site(TestSite.builder("other.example").owner("somebody else").build())
          .site(TestSite.builder("locked.example").locked(true).build())
          .clock(new TickingClock("2026-11-23T12:00:00Z"))
          .burstLimit(3)
          .start();

  @AfterEach
  void close() {
    server.close();
  }

  /** One of the four questions, about a site. */
  interface Question {
    void ask(LegacyStatsClient stats, String site);
  }

  static Stream<Arguments> questions() {
    return Stream.of(
        question("realtimeVisitors", LegacyStatsClient::realtimeVisitors),
        question("aggregate", (stats, site) -> stats.aggregate(LegacyQuery.builder(site).build())),
        question(
            "timeseries", (stats, site) -> stats.timeseries(LegacyQuery.builder(site).build())),
        question(
            "breakdown",
            (stats, site) -> stats.breakdown(LegacyQuery.builder(site).build(), Dimension.PAGE)));
  }

  private static Arguments question(String name, Question question) {
    return arguments(name, question);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void aSiteThatIsUnknownOrAnothersIsUnauthorized(String name, Question question) {
    for (String site : new String[] {"nosuch.example", "other.example"}) {
      refused(UnauthorizedException.class, 401, BAD_KEY_OR_SITE, s -> question.ask(s, site));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void aWrongKeyAndNoKeyAreUnauthorized(String name, Question question) {
    refused(
        Optional.of("wrong"),
        UnauthorizedException.class,
        401,
        BAD_KEY_OR_SITE,
        stats -> question.ask(stats, "blog.example.com"));
    refused(
        Optional.empty(),
        UnauthorizedException.class,
        401,
        "Missing API key.",
        stats -> question.ask(stats, "blog.example.com"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void aLockedSiteHasToBePaidFor(String name, Question question) {
    refused(
        PaymentRequiredException.class,
        402,
        "This Plausible site is locked",
        stats -> question.ask(stats, "locked.example"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void tooManyRequestsAreRefused(String name, Question question) {
    for (int i = 0; i < 3; i++) {
      ask(Optional.of(server.apiKey()), stats -> question.ask(stats, "blog.example.com"));
    }
    refused(
        RateLimitedException.class,
        429,
        "The limit is 3 per 10 seconds.",
        stats -> question.ask(stats, "blog.example.com"));

    server.hourlyLimit(0);
    refused(
        RateLimitedException.class,
        429,
        "limited to 0 requests per hour",
        stats -> question.ask(stats, "blog.example.com"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void aServerWithoutItsDatabaseFails(String name, Question question) {
    server.clickHouseDown(true);
    refused(
        ServerException.class,
        500,
        "internal server error",
        stats -> question.ask(stats, "blog.example.com"));
  }

  static Stream<Arguments> wrongQueries() {
    return Stream.of(
        wrong(
            "Error parsing `period` parameter: invalid period `91d`.",
            query().period(new LegacyPeriod("91d", Optional.empty()))),
        wrong(
            "Error parsing `date` parameter: invalid_date.",
            query().period(new LegacyPeriod("day", Optional.of("2026-02-30")))),
        wrong(
            "The `date` parameter is required when using a custom period.",
            query().period(new LegacyPeriod("custom", Optional.empty()))),
        wrong(
            "The goal `Signup` is not configured for this site.",
            query().filter(Filter.is(Dimension.GOAL, "Signup"))),
        wrong(
            "The pageview goal for the pathname `/docs` is not configured for this site.",
            query().filter(Filter.is(Dimension.GOAL, "Visit /docs"))),
        wrong(
            "Metric `time_on_page` can only be queried in a page breakdown or with a page filter.",
            query().metrics(Metric.TIME_ON_PAGE)),
        wrong(
            "Metric `views_per_visit` cannot be queried with a filter on `event:page`.",
            query().metrics(Metric.VIEWS_PER_VISIT).filter(Filter.is(Dimension.PAGE, "/"))));
  }

  private static LegacyQuery.Builder query() {
    return LegacyQuery.builder("blog.example.com");
  }

  private static Arguments wrong(String text, LegacyQuery.Builder query) {
    return arguments(text, query.build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongQueries")
  void whatTheServerDoesNotUnderstandIsInvalid(String text, LegacyQuery query) {
    refused(InvalidRequestException.class, 400, text, stats -> stats.aggregate(query));
    refused(InvalidRequestException.class, 400, text, stats -> stats.timeseries(query));
  }

  @Test
  void aMetricThatCannotBeGroupedIsInvalid() {
    LegacyQuery query = query().metrics(Metric.TIME_ON_PAGE).build();
    refused(
        InvalidRequestException.class,
        400,
        "Metric `time_on_page` is not supported in breakdown queries",
        stats -> stats.breakdown(query, Dimension.SOURCE));
  }

  private void refused(
      Class<? extends ApiException> type,
      int status,
      String text,
      Consumer<LegacyStatsClient> question) {
    refused(Optional.of(server.apiKey()), type, status, text, question);
  }

  private void refused(
      Optional<String> key,
      Class<? extends ApiException> type,
      int status,
      String text,
      Consumer<LegacyStatsClient> question) {
    assertThatThrownBy(() -> ask(key, question))
        .isExactlyInstanceOf(type)
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(status);
              assertThat(refusal.messages()).singleElement().asString().contains(text);
            });
  }

  private void ask(Optional<String> key, Consumer<LegacyStatsClient> question) {
    Plausible.Builder client =
        Plausible.builder(server.url()).statsPolicy(StatsPolicy.builder().attempts(1).build());
    key.ifPresent(client::apiKey);
    try (Plausible plausible = client.build()) {
      question.accept(plausible.legacyStats());
    }
  }
}
