package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.ApiException;
import io.github.plausible4j.InvalidRequestException;
import io.github.plausible4j.NotFoundException;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.RateLimitedException;
import io.github.plausible4j.ServerException;
import io.github.plausible4j.UnauthorizedException;
import io.github.plausible4j.sites.GuestRole;
import io.github.plausible4j.sites.InstallationType;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.sites.NewSite;
import io.github.plausible4j.sites.SitesClient;
import io.github.plausible4j.sites.TrackerSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server with the sites API refuses, and the exception that the client makes of it. */
class SitesClientRefusedByHostedServerTest {
  private static final String SITE = "blog.example.com";
  private static final String NO_SITE = "Site could not be found";
  private static final String BAD_KEY =
      "Invalid API key. Please make sure you're using a valid API key with access to the resource"
          + " you've requested.";

  private final TickingClock clock = new TickingClock("2026-11-23T12:00:03Z");
  private final PlausibleServer server =
      PlausibleServer.builder()
          .hosted(true)
          .clock(clock)
          .site(TestSite.builder(SITE).owner("me").build())
          .site(TestSite.builder("other.example").owner("you").build())
          .apiKey("writer", "me", "sites:provision:*")
          .apiKey("reader", "me", "stats:read:*")
          .burstLimit(1_000)
          .start();

  @AfterEach
  void close() {
    server.close();
  }

  static Stream<Arguments> reads() {
    return Stream.of(
        read("get", (sites, site) -> sites.get(site)),
        read("goals", (sites, site) -> sites.goals(site)),
        read("customProperties", (sites, site) -> sites.customProperties(site)),
        read("guests", (sites, site) -> sites.guests(site)));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        read("changeDomain", (sites, site) -> sites.changeDomain(site, "b.example")),
        read(
            "configureTracker",
            (sites, site) ->
                sites.configureTracker(site, TrackerSettings.of(InstallationType.GTM))),
        read("delete", SitesClient::delete),
        read("createSharedLink", (sites, site) -> sites.createSharedLink(site, "board")),
        read("createGoal", (sites, site) -> sites.createGoal(site, NewGoal.event("Signup"))),
        read("deleteGoal", (sites, site) -> sites.deleteGoal(site, 1)),
        read("addCustomProperty", (sites, site) -> sites.addCustomProperty(site, "author")),
        read("removeCustomProperty", (sites, site) -> sites.removeCustomProperty(site, "author")),
        read(
            "inviteGuest",
            (sites, site) -> sites.inviteGuest(site, "ada@example.org", GuestRole.VIEWER)),
        read("removeGuest", (sites, site) -> sites.removeGuest(site, "ada@example.org")));
  }

  static Stream<Arguments> allOfASite() {
    return Stream.concat(reads(), changes());
  }

  /** A call about a site. */
  interface CallOfSite {
    void on(SitesClient sites, String site);
  }

  private static Arguments read(String name, CallOfSite call) {
    return arguments(name, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allOfASite")
  void aSiteThatIsUnknownIsNotFoundAndOneOfAnotherAccountIsRefused(String name, CallOfSite call) {
    refused("writer", 404, NotFoundException.class, NO_SITE, s -> call.on(s, "nosuch.example"));
    refused("writer", 401, UnauthorizedException.class, BAD_KEY, s -> call.on(s, "other.example"));
    refused("writer", 404, NotFoundException.class, NO_SITE, s -> call.on(s, "nosuch.example/a"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void aKeyWithoutTheScopeChangesNothing(String name, CallOfSite call) {
    refused("reader", 401, UnauthorizedException.class, BAD_KEY, sites -> call.on(sites, SITE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allOfASite")
  void aWrongKeyAndNoKeyAreUnauthorized(String name, CallOfSite call) {
    refused("nobody", 401, UnauthorizedException.class, BAD_KEY, sites -> call.on(sites, SITE));
    try (Plausible keyless = Plausible.create(server.url())) {
      assertThatThrownBy(() -> call.on(keyless.sites(), SITE))
          .isExactlyInstanceOf(UnauthorizedException.class)
          .hasMessageContaining("Missing API key.");
    }
  }

  static Stream<Arguments> accountCalls() {
    return Stream.of(
        call("list", SitesClient::list),
        call("listTeams", SitesClient::listTeams),
        call("create", sites -> sites.create(NewSite.of("b.example"))));
  }

  private static Arguments call(String name, Consumer<SitesClient> call) {
    return arguments(name, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accountCalls")
  void aWrongKeyIsRefusedEverywhere(String name, Consumer<SitesClient> call) {
    refused("nobody", 401, UnauthorizedException.class, BAD_KEY, call);
  }

  @Test
  void theScopeIsNeededToMakeASite() {
    refused(
        "reader",
        401,
        UnauthorizedException.class,
        BAD_KEY,
        sites -> sites.create(NewSite.of("b.example")));
  }

  static Stream<Arguments> wrongRequests() {
    return Stream.of(
        wrong(
            "domain: This domain cannot be registered. Perhaps one of your colleagues registered"
                + " it? If that's not the case, please contact support@plausible.io",
            sites -> sites.create(NewSite.of("other.example"))),
        wrong(
            "timezone: is invalid",
            sites -> sites.create(NewSite.of("b.example").withTimezone(ZoneId.of("UTC+7")))),
        wrong(
            "tracker_script_configuration.installation_type: is invalid",
            sites ->
                sites.create(
                    NewSite.of("b.example")
                        .withTracker(TrackerSettings.of(new InstallationType("pigeon"))))),
        wrong(
            "tracker_script_configuration.installation_type: is invalid",
            sites ->
                sites.configureTracker(SITE, TrackerSettings.of(new InstallationType("pigeon")))),
        wrong(
            "domain: This domain cannot be registered.",
            sites -> sites.changeDomain(SITE, "other.example")),
        wrong(
            "domain: New domain must be different than the current one",
            sites -> sites.changeDomain(SITE, "https://www.Blog.example.com/")),
        wrong(
            "This name is reserved. Please choose another one",
            sites -> sites.createSharedLink(SITE, "WordPress - Shared Dashboard")),
        wrong(
            "Parameter `role` is required to create guest. Possible values: `viewer` or `editor`",
            sites -> sites.inviteGuest(SITE, "ada@example.org", new GuestRole("owner"))),
        wrong(
            "event_name: 'Purchase' (with currency: EUR) has already been taken",
            sites -> {
              sites.createGoal(SITE, NewGoal.revenue("Purchase", Currency.getInstance("EUR")));
              sites.createGoal(SITE, NewGoal.revenue("Purchase", Currency.getInstance("USD")));
            }),
        wrong(
            "Can't add any more custom properties",
            sites ->
                IntStream.rangeClosed(1, 301)
                    .forEach(i -> sites.addCustomProperty(SITE, "property" + i))));
  }

  private static Arguments wrong(String text, Consumer<SitesClient> call) {
    return arguments(text, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRequests")
  void aWrongRequestIsInvalid(String text, Consumer<SitesClient> call) {
    refused("writer", 400, InvalidRequestException.class, text, call);
  }

  @Test
  void aTeamOfOthersIsNotAddedTo() {
    refused(
        "writer",
        403,
        ApiException.class,
        "You can't add sites to the selected team.",
        sites -> sites.create(NewSite.of("b.example").withTeam(new UUID(0, 0))));
  }

  @Test
  void aGoalThatIsNotThereIsNotFound() {
    refused(
        "writer",
        404,
        NotFoundException.class,
        "Goal could not be found",
        sites -> sites.deleteGoal(SITE, 987_654));
  }

  @Test
  void theServerMayFail() {
    server.fail(1, 500);
    assertThatThrownBy(() -> ask("reader", SitesClient::list)).isInstanceOf(ServerException.class);
  }

  @Test
  void tooManyRequestsWaitForTheNextHour() {
    server.hourlyLimit(2);
    ask("writer", SitesClient::list);
    ask("writer", sites -> sites.create(NewSite.of("b.example")));
    refused(
        "writer",
        429,
        RateLimitedException.class,
        "2 requests per hour",
        s -> s.delete("b.example"));

    clock.advance(Duration.ofHours(1));
    ask("writer", sites -> sites.delete("b.example"));
  }

  private void refused(
      String key,
      int status,
      Class<? extends ApiException> type,
      String text,
      Consumer<SitesClient> call) {
    assertThatThrownBy(() -> ask(key, call))
        .isExactlyInstanceOf(type)
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(status);
              assertThat(refusal.messages()).singleElement().asString().contains(text);
            });
  }

  private void ask(String key, Consumer<SitesClient> call) {
    try (Plausible plausible = Plausible.builder(server.url()).apiKey(key).build()) {
      call.accept(plausible.sites());
    }
  }
}
