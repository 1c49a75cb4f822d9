package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.UnauthorizedException;
import io.github.plausible4j.admin.model.ApiKeyScope;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.MintedApiKey;
import io.github.plausible4j.admin.model.MintedPluginToken;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.Session;
import io.github.plausible4j.admin.model.Verification;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.k8s.stack.SecretValue;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.testkit.PlausibleServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written here counts for a server on the same database, and no longer once revoked. */
class HonouredByTheServerTest {
  private static final String OWNER = "owner@example.org";
  private static final String SITE = "shop.example.com";
  private static final StatsQuery PAGEVIEWS =
      StatsQuery.builder(SITE)
          .metrics(Metric.PAGEVIEWS, Metric.VISITORS)
          .dateRange(DateRange.today())
          .build();

  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
  private final PlausibleAdmin admin =
      PlausibleAdmin.connect(database.dataSource())
          .withSecretKeyBase(SecretValue.of(SampleData.SECRET_KEY_BASE));
  private final PlausibleServer server =
      PlausibleServer.builder()
          .database(database.dataSource())
          .secretKeyBase(SampleData.SECRET_KEY_BASE)
          // Stands still, so that no midnight comes between an event and the question.
          .clock(Clock.fixed(Instant.now(), ZoneOffset.UTC))
          .start();

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void aNewUsersKeyReadsStatisticsUntilItIsRevoked() throws InterruptedException {
    createOwner();
    assertThat(admin.users().verifyEmail(OWNER)).isEqualTo(Verification.VERIFIED);
    createSite();
    MintedApiKey key = admin.apiKeys().mint(OWNER, "report", ApiKeyScope.STATS_READ);

    try (Plausible plausible = Plausible.builder(server.url()).apiKey(key.key().reveal()).build()) {
      view(plausible, "/", "203.0.113.7");
      view(plausible, "/cart", "203.0.113.7");
      view(plausible, "/", "203.0.113.8");
      server.awaitEvents(3, Duration.ofMinutes(5));

      assertThat(plausible.stats().query(PAGEVIEWS).rows())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.get(Metric.PAGEVIEWS).asLong()).isEqualTo(3);
                assertThat(row.get(Metric.VISITORS).asLong()).isEqualTo(2);
              });

      assertThat(admin.apiKeys().revoke(key.details().id()).outcome())
          .isEqualTo(ChangeOutcome.CHANGED);
      assertThatThrownBy(() -> plausible.stats().query(PAGEVIEWS))
          .isInstanceOfSatisfying(
              UnauthorizedException.class, refused -> assertThat(refused.status()).isEqualTo(401));
    }
  }

  @Test
  void aKeyReadsNoSiteOfAnotherOwner() {
    createOwner();
    createSite();
    MintedApiKey stranger = admin.apiKeys().mint("you@example.org", "report");

    try (Plausible plausible =
        Plausible.builder(server.url()).apiKey(stranger.key().reveal()).build()) {
      assertThatThrownBy(() -> plausible.stats().query(PAGEVIEWS))
          .isInstanceOf(UnauthorizedException.class);
    }
  }

  @Test
  void aPluginTokenOpensItsSiteUntilItIsRevoked() {
    createOwner();
    createSite();
    MintedPluginToken token = admin.pluginTokens().mint(SITE, "shop plugin");

    try (Plausible plausible = Plausible.create(server.url())) {
      var plugins = plausible.plugins(token.token().reveal());
      plugins.createGoal(NewGoal.event("Purchase"));
      assertThat(database.column("SELECT event_name FROM goals WHERE site_id <> 1"))
          .containsExactly("Purchase");

      assertThat(admin.pluginTokens().revoke(token.details().id()).outcome())
          .isEqualTo(ChangeOutcome.CHANGED);
      assertThatThrownBy(plugins::goals).isInstanceOf(UnauthorizedException.class);
    }
  }

  @Test
  void aRevokedSessionIsGoneAndTheOthersStay() {
    database.run(
        "INSERT INTO user_sessions (user_id, token, device, last_used_at, timeout_at, inserted_at)"
            + " VALUES (1, '\\x0304', 'Chrome', now(), now(), now())");
    Session chrome =
        admin.sessions().list("me@example.org").stream()
            .filter(session -> session.device().equals("Chrome"))
            .findFirst()
            .orElseThrow();

    assertThat(admin.sessions().revoke(chrome.id()).outcome()).isEqualTo(ChangeOutcome.CHANGED);

    assertThat(database.column("SELECT encode(token, 'hex') FROM user_sessions"))
        .containsExactly("0102");
    assertThat(admin.sessions().revoke(chrome.id()).outcome()).isEqualTo(ChangeOutcome.NOT_FOUND);
  }

  private void createOwner() {
    admin
        .users()
        .create(NewUser.builder(OWNER, OperationRows.goodPassword()).emailVerified(false).build());
  }

  private void createSite() {
    admin.sites().create(SITE, ZoneId.of("Europe/Berlin"), OWNER);
  }

  private static void view(Plausible plausible, String path, String address) {
    Event event =
        Event.builder(Event.PAGEVIEW, "https://" + SITE + path)
            .site(SITE)
            .visitor(Visitor.of(address, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"))
            .build();
    assertThat(plausible.events().send(event).isAccepted()).isTrue();
  }
}
