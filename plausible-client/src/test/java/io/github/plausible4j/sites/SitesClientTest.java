package io.github.plausible4j.sites;

import static io.github.plausible4j.sites.ScriptedServer.body;
import static io.github.plausible4j.sites.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

class SitesClientTest {
  private static final String SITE =
      """
      {"domain": "blog.example.com", "timezone": "Europe/Berlin", "custom_properties": ["author"],
       "tracker_script_configuration": {"id": "pa-Xy12", "installation_type": "npm",
         "outbound_links": true, "file_downloads": false, "scroll_speed": true}}
      """;

  @Test
  void aSiteIsReadWithItsScriptAndWithSwitchesThatAreNewerThanThisLibrary() {
    try (ScriptedServer server = new ScriptedServer().answer(200, SITE)) {
      Site site = server.sites().get("blog.example.com");

      assertThat(site.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
      assertThat(site.customProperties()).containsExactly("author");
      TrackerConfiguration tracker = site.trackerConfiguration().orElseThrow();
      assertThat(tracker.installationType()).contains(InstallationType.NPM);
      assertThat(tracker.scriptPath()).isEqualTo("/js/pa-Xy12.js");
      assertThat(tracker.isEnabled(TrackerOption.OUTBOUND_LINKS)).isTrue();
      assertThat(tracker.isEnabled(TrackerOption.FILE_DOWNLOADS)).isFalse();
      assertThat(tracker.isEnabled(TrackerOption.TAGGED_EVENTS)).isFalse();
      assertThat(tracker.isEnabled(new TrackerOption("scroll_speed"))).isTrue();

      RecordedRequest asked = server.asked();
      assertThat(asked.getTarget()).isEqualTo("/api/v1/sites/blog.example.com");
      assertThat(asked.getHeaders().get("Authorization"))
          .isEqualTo("Bearer " + ScriptedServer.API_KEY);
    }
  }

  @Test
  void aSiteOfAServerWithoutScriptsAndPropertiesIsReadToo() {
    String old =
        "{\"domain\": \"a.example\", \"timezone\": \"Etc/UTC\", \"custom_properties\": null}";
    try (ScriptedServer server = new ScriptedServer().answer(200, old)) {
      assertThat(server.sites().get("a.example"))
          .isEqualTo(new Site("a.example", "Etc/UTC", List.of(), Optional.empty()));
    }
  }

  @Test
  void aDomainWithAPathIsOneSegment() {
    try (ScriptedServer server =
        new ScriptedServer().answer(200, SITE).answer(200, "{\"deleted\": true}")) {
      server.sites().get("example.com/blog/de");
      server.sites().delete("example.com/blog");

      assertThat(server.asked().getTarget()).isEqualTo("/api/v1/sites/example.com%2Fblog%2Fde");
      RecordedRequest deleted = server.asked();
      assertThat(deleted.getMethod()).isEqualTo("DELETE");
      assertThat(deleted.getTarget()).isEqualTo("/api/v1/sites/example.com%2Fblog");
    }
  }

  @Test
  void aSiteIsMadeWithAllThatWasChosen() {
    UUID team = UUID.fromString("7a0b4a52-5b1c-4c0e-8f6e-2f9b8a1d3c4e");
    try (ScriptedServer server = new ScriptedServer().answer(200, SITE)) {
      server
          .sites()
          .create(
              NewSite.of("blog.example.com")
                  .withTimezone(ZoneId.of("Europe/Berlin"))
                  .withTeam(team)
                  .withTracker(
                      TrackerSettings.of(InstallationType.MANUAL)
                          .enable(TrackerOption.OUTBOUND_LINKS)
                          .disable(TrackerOption.FILE_DOWNLOADS)));

      RecordedRequest asked = server.asked();
      assertThat(asked.getMethod()).isEqualTo("POST");
      assertThat(asked.getTarget()).isEqualTo("/api/v1/sites");
      assertThat(asked.getHeaders().get("Content-Type")).startsWith("application/json");
      assertThat(body(asked))
          .isEqualTo(
              json(
                  """
                  {"domain": "blog.example.com", "timezone": "Europe/Berlin",
                   "team_id": "7a0b4a52-5b1c-4c0e-8f6e-2f9b8a1d3c4e",
                   "tracker_script_configuration": {"installation_type": "manual",
                     "outbound_links": true, "file_downloads": false}}
                  """));
    }
  }

  @Test
  void aSiteIsMadeInUtcIfNothingElseIsSaid() {
    try (ScriptedServer server = new ScriptedServer().answer(200, SITE)) {
      server.sites().create(NewSite.of("blog.example.com"));

      assertThat(body(server.asked()))
          .isEqualTo(json("{\"domain\": \"blog.example.com\", \"timezone\": \"Etc/UTC\"}"));
    }
  }

  @Test
  void domainAndScriptAreChangedByTheSameRoute() {
    try (ScriptedServer server = new ScriptedServer().answer(200, SITE).answer(200, SITE)) {
      server.sites().changeDomain("old.example.com", "blog.example.com");
      server
          .sites()
          .configureTracker(
              "blog.example.com", TrackerSettings.enabling(TrackerOption.FORM_SUBMISSIONS));

      RecordedRequest renamed = server.asked();
      assertThat(renamed.getMethod()).isEqualTo("PUT");
      assertThat(renamed.getTarget()).isEqualTo("/api/v1/sites/old.example.com");
      assertThat(body(renamed)).isEqualTo(json("{\"domain\": \"blog.example.com\"}"));
      assertThat(body(server.asked()))
          .isEqualTo(json("{\"tracker_script_configuration\": {\"form_submissions\": true}}"));
    }
  }

  @Test
  void aSharedLinkIsMadeAndItsKeyDoesNotShow() {
    String link =
        "{\"name\": \"board\", \"url\": \"https://stats.example.org/share/a.example?auth=s3cr3t\"}";
    try (ScriptedServer server = new ScriptedServer().answer(200, link)) {
      SharedLink made = server.sites().createSharedLink("a.example", "board");

      assertThat(made)
          .isEqualTo(
              new SharedLink(
                  "board",
                  "https://stats.example.org/share/a.example?auth=s3cr3t",
                  OptionalLong.empty(),
                  Optional.empty()))
          .asString()
          .contains("board", "https://stats.example.org/share/a.example")
          .doesNotContain("s3cr3t");
      RecordedRequest asked = server.asked();
      assertThat(asked.getMethod() + " " + asked.getTarget())
          .isEqualTo("PUT /api/v1/sites/shared-links");
      assertThat(body(asked)).isEqualTo(json("{\"site_id\": \"a.example\", \"name\": \"board\"}"));
    }
  }

  @Test
  void customPropertiesAreListedAddedAndRemovedEvenWithSlashesInTheirNames() {
    try (ScriptedServer server =
        new ScriptedServer()
            .answer(
                200,
                "{\"custom_properties\": [{\"property\": \"author\"}, {\"property\": \"plan\"}]}")
            .answer(200, "{\"created\": true}")
            .answer(200, "{\"deleted\": \"true\"}")) {
      assertThat(server.sites().customProperties("a.example")).containsExactly("author", "plan");
      server.sites().addCustomProperty("a.example", "a/b");
      server.sites().removeCustomProperty("example.com/blog", "a/b c");

      assertThat(server.asked().getTarget())
          .isEqualTo("/api/v1/sites/custom-props?site_id=a.example");
      assertThat(body(server.asked()))
          .isEqualTo(json("{\"site_id\": \"a.example\", \"property\": \"a/b\"}"));
      assertThat(server.asked().getTarget())
          .isEqualTo("/api/v1/sites/custom-props/a%2Fb%20c?site_id=example.com%2Fblog");
    }
  }

  @Test
  void guestsAreInvitedAndRemoved() {
    try (ScriptedServer server =
        new ScriptedServer()
            .answer(
                200,
                "{\"role\": \"viewer\", \"email\": \"ann+b@example.org\", \"status\": \"invited\"}")
            .answer(200, "{\"deleted\": true}")) {
      assertThat(server.sites().inviteGuest("a.example", "ann+b@example.org", GuestRole.VIEWER))
          .isEqualTo(new Guest("ann+b@example.org", GuestRole.VIEWER, false));
      server.sites().removeGuest("a.example", "ann+b@example.org");

      RecordedRequest invited = server.asked();
      assertThat(invited.getMethod() + " " + invited.getTarget())
          .isEqualTo("PUT /api/v1/sites/guests");
      assertThat(body(invited))
          .isEqualTo(
              json(
                  """
                  {"site_id": "a.example", "email": "ann+b@example.org", "role": "viewer"}
                  """));
      assertThat(server.asked().getTarget())
          .isEqualTo("/api/v1/sites/guests/ann+b@example.org?site_id=a.example");
    }
  }

  @Test
  void neitherClientShowsItsSecret() {
    try (ScriptedServer server = new ScriptedServer()) {
      assertThat(server.sites()).asString().contains("/api/v1/sites");
      assertThat(server.sites()).asString().doesNotContain(ScriptedServer.API_KEY);
      assertThat(server.plugins()).asString().contains("/api/plugins/v1");
      assertThat(server.plugins()).asString().doesNotContain(ScriptedServer.TOKEN);
    }
  }
}
