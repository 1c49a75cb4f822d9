package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.InvalidRequestException;
import io.github.plausible4j.NotFoundException;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.sites.Goal;
import io.github.plausible4j.sites.Guest;
import io.github.plausible4j.sites.GuestRole;
import io.github.plausible4j.sites.InstallationType;
import io.github.plausible4j.sites.NewGoal;
import io.github.plausible4j.sites.NewSite;
import io.github.plausible4j.sites.SharedLink;
import io.github.plausible4j.sites.Site;
import io.github.plausible4j.sites.SiteSummary;
import io.github.plausible4j.sites.SitesClient;
import io.github.plausible4j.sites.Team;
import io.github.plausible4j.sites.TrackerOption;
import io.github.plausible4j.sites.TrackerSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client of the sites API, as programs use it, against a server that has it. */
class SitesClientOnHostedServerTest {
  private static final String SITE = "blog.example.com";

  private final TickingClock clock = new TickingClock("2026-11-23T12:00:00Z");
  private final PlausibleServer server =
      PlausibleServer.builder()
          .hosted(true)
          .clock(clock)
          .site(SITE)
          .site(TestSite.builder("other.example").owner("somebody else").build())
          .start();
  private final Plausible plausible =
      Plausible.builder(server.url()).apiKey(server.apiKey()).build();
  private final SitesClient sites = plausible.sites();

  @AfterEach
  void close() {
    plausible.close();
    server.close();
  }

  @Test
  void aSiteIsMadeAsAskedAndReadAgain() {
    Site made =
        sites.create(
            NewSite.of("www.New.example")
                .withTimezone(ZoneId.of("Europe/Berlin"))
                .withTracker(
                    TrackerSettings.of(InstallationType.NPM).enable(TrackerOption.OUTBOUND_LINKS)));

    assertThat(made.domain()).isEqualTo("new.example");
    assertThat(made.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(made.customProperties()).isEmpty();
    assertThat(made.trackerConfiguration())
        .hasValueSatisfying(
            tracker -> {
              assertThat(tracker.installationType()).contains(InstallationType.NPM);
              assertThat(tracker.isEnabled(TrackerOption.OUTBOUND_LINKS)).isTrue();
              assertThat(tracker.isEnabled(TrackerOption.FILE_DOWNLOADS)).isFalse();
              assertThat(tracker.scriptPath()).matches("/js/pa-.+\\.js");
            });
    assertThat(sites.get("new.example")).isEqualTo(made);
  }

  @Test
  void ownSitesAreListedFromTheNewest() {
    sites.create(NewSite.of("new.example").withTimezone(ZoneId.of("Asia/Tokyo")));

    assertThat(sites.list())
        .containsExactly(
            new SiteSummary("new.example", "Asia/Tokyo"), new SiteSummary(SITE, "Etc/UTC"));
  }

  @Test
  void aListOfMoreThanAHundredSitesIsReadOverItsPages() {
    List<String> made =
        IntStream.rangeClosed(1, 204).mapToObj(i -> "site" + i + ".example").toList();
    made.forEach(domain -> sites.create(NewSite.of(domain)));

    List<String> newestFirst = new ArrayList<>(made);
    Collections.reverse(newestFirst);
    newestFirst.add(SITE);
    assertThat(sites.list()).extracting(SiteSummary::domain).isEqualTo(newestFirst);
  }

  @Test
  void aDomainMayHaveAPath() {
    String domain = "example.com/blog/new";
    sites.create(NewSite.of(domain));

    assertThat(sites.get(domain).domain()).isEqualTo(domain);
    assertThat(sites.configureTracker(domain, TrackerSettings.of(InstallationType.GTM)).domain())
        .isEqualTo(domain);
    sites.addCustomProperty(domain, "author");
    assertThat(sites.get(domain).customProperties()).containsExactly("author");
    assertThat(sites.changeDomain(domain, "example.com/journal").domain())
        .isEqualTo("example.com/journal");
    sites.delete("example.com/journal");
    assertThatThrownBy(() -> sites.get(domain)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void aFormerDomainCountsForThreeDays() throws InterruptedException {
    assertThat(sites.changeDomain(SITE, "new.example").domain()).isEqualTo("new.example");
    clock.advance(Duration.ofDays(3));

    assertThat(sites.get(SITE).domain()).isEqualTo("new.example");
    assertThat(sites.goals(SITE)).isEmpty();
    track();
    assertThat(server.awaitEvents(1, Duration.ofMinutes(5)))
        .extracting(RecordedEvent::site)
        .containsExactly("new.example");
    assertThatThrownBy(() -> sites.create(NewSite.of(SITE)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("This domain cannot be registered");

    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> sites.get(SITE)).isInstanceOf(NotFoundException.class);
    track();
    assertThat(server.dropped()).extracting(DroppedEvent::domain).containsExactly(SITE);
    assertThat(sites.create(NewSite.of(SITE)).domain()).isEqualTo(SITE);
    assertThat(sites.get("new.example").domain()).isEqualTo("new.example");
  }

  @Test
  void aPluginTokenFollowsItsSiteToAnotherDomain() {
    String token = server.pluginToken(SITE);
    sites.changeDomain(SITE, "new.example");
    sites.changeDomain("new.example", "newest.example");
    clock.advance(Duration.ofDays(30));

    assertThat(plausible.plugins(token).capabilities().domain()).contains("newest.example");
  }

  private void track() {
    Http.event(
        server,
        "{\"name\":\"pageview\",\"url\":\"https://blog.example.com/\",\"domain\":\""
            + SITE
            + "\"}");
  }

  @Test
  void aDeletedSiteIsGone() {
    sites.delete(SITE);

    assertThat(sites.list()).isEmpty();
    assertThatThrownBy(() -> sites.delete(SITE)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void anAccountHasOneTeamThatOwnsItsSites() {
    Team team = sites.listTeams().findFirst().orElseThrow();
    assertThat(sites.listTeams()).containsExactly(team);
    assertThat(team.apiAvailable()).isTrue();

    sites.create(NewSite.of("new.example").withTeam(team.id()));
    assertThat(sites.list(team.id()))
        .extracting(SiteSummary::domain)
        .containsExactly("new.example", SITE);
    assertThat(sites.list(new UUID(0, 0))).isEmpty();
  }

  @Test
  void aGoalIsMadeOnceListedAndDeleted() {
    Goal signup =
        sites.createGoal(
            SITE,
            NewGoal.event("Signup")
                .withDisplayName("Paid signup")
                .withCustomProperty("plan", "pro"));
    assertThat(signup)
        .isEqualTo(
            new Goal.CustomEvent(signup.id(), "Paid signup", Map.of("plan", "pro"), "Signup"));
    Goal page = sites.createGoal(SITE, NewGoal.pageview("/pricing"));
    assertThat(page)
        .isEqualTo(new Goal.Pageview(page.id(), "Visit /pricing", Map.of(), "/pricing"));
    assertThat(sites.createGoal(SITE, NewGoal.pageview("/pricing"))).isEqualTo(page);

    assertThat(sites.goals(SITE)).containsExactly(page, signup);
    sites.deleteGoal(SITE, page.id());
    assertThat(sites.goals(SITE)).containsExactly(signup);
  }

  @Test
  void customPropertiesAreSortedAndMayHaveSlashes() {
    for (String name : List.of("plan", "a/b c", "plan")) {
      sites.addCustomProperty(SITE, name);
    }
    assertThat(sites.customProperties(SITE)).containsExactly("a/b c", "plan");

    sites.removeCustomProperty(SITE, "a/b c");
    assertThatCode(() -> sites.removeCustomProperty(SITE, "a/b c")).doesNotThrowAnyException();
    assertThat(sites.customProperties(SITE)).containsExactly("plan");
  }

  @Test
  void aGuestIsInvitedOnceAndKeepsTheFirstRole() {
    Guest guest = sites.inviteGuest(SITE, "ada+x@example.org", GuestRole.EDITOR);
    assertThat(guest).isEqualTo(new Guest("ada+x@example.org", GuestRole.EDITOR, false));
    assertThat(sites.inviteGuest(SITE, "ada+x@example.org", GuestRole.VIEWER)).isEqualTo(guest);
    Guest second = sites.inviteGuest(SITE, "bob@example.org", GuestRole.VIEWER);
    assertThat(sites.guests(SITE)).containsExactly(second, guest);

    sites.removeGuest(SITE, "ada+x@example.org");
    sites.removeGuest(SITE, "ada+x@example.org");
    assertThat(sites.guests(SITE)).containsExactly(second);
  }

  @Test
  void aSharedLinkIsMadeOnce() {
    SharedLink link = sites.createSharedLink(SITE, "board");

    assertThat(link.name()).isEqualTo("board");
    assertThat(link.url()).startsWith(server.url() + "/share/" + SITE + "?auth=");
    assertThat(sites.createSharedLink(SITE, "board")).isEqualTo(link);
    assertThat(sites.createSharedLink(SITE, "partners").url()).isNotEqualTo(link.url());
  }
}
