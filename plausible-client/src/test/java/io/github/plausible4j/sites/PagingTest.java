package io.github.plausible4j.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.UnexpectedResponseException;
import java.util.UUID;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class PagingTest {
  private static String sites(String after, String... domains) {
    StringBuilder entries = new StringBuilder();
    for (String domain : domains) {
      entries
          .append(entries.isEmpty() ? "" : ", ")
          .append("{\"domain\": \"" + domain + "\", \"timezone\": \"Etc/UTC\"}");
    }
    return "{\"sites\": ["
        + entries
        + "], \"meta\": {\"before\": null, \"limit\": 100, \"after\": "
        + (after.isEmpty() ? "null" : "\"" + after + "\"")
        + "}}";
  }

  @Test
  void aListGoesOnOverItsPagesWithTheSameLimit() {
    try (ScriptedServer server =
        new ScriptedServer()
            .answer(200, sites("g3QAAAAB+/=", "c.example", "b.example"))
            .answer(200, sites("next"))
            .answer(200, sites("", "a.example"))) {
      assertThat(server.sites().list().map(SiteSummary::domain))
          .containsExactly("c.example", "b.example", "a.example");

      assertThat(server.asked().getTarget()).isEqualTo("/api/v1/sites?limit=100");
      HttpUrl second = server.asked().getUrl();
      assertThat(second.queryParameter("after")).isEqualTo("g3QAAAAB+/=");
      assertThat(second.queryParameter("limit")).isEqualTo("100");
      assertThat(server.asked().getTarget()).isEqualTo("/api/v1/sites?limit=100&after=next");
    }
  }

  @Test
  void aPageThatNobodyReadsIsNotLoaded() {
    try (ScriptedServer server =
        new ScriptedServer().answer(200, sites("more", "c.example", "b.example"))) {
      Stream<SiteSummary> list = server.sites().list();
      assertThat(list.limit(2).map(SiteSummary::domain)).containsExactly("c.example", "b.example");
      assertThat(server.askedTimes()).isEqualTo(1);
    }
  }

  @Test
  void aCursorThatLeadsToItselfIsNotFollowedForEver() {
    try (ScriptedServer server =
        new ScriptedServer()
            .answer(200, sites("same", "a.example"))
            .answer(200, sites("same", "a.example"))) {
      Stream<SiteSummary> list = server.sites().list();
      assertThatThrownBy(list::toList)
          .isInstanceOf(UnexpectedResponseException.class)
          .hasRootCauseMessage("the next page is the same page again");
    }
  }

  @Test
  void aTeamNarrowsTheList() {
    UUID team = UUID.fromString("7a0b4a52-5b1c-4c0e-8f6e-2f9b8a1d3c4e");
    try (ScriptedServer server = new ScriptedServer().answer(200, sites("", "a.example"))) {
      assertThat(server.sites().list(team)).hasSize(1);
      assertThat(server.asked().getUrl().queryParameter("team_id")).isEqualTo(team.toString());
    }
  }

  @Test
  void teamsAndGuestsAreListsToo() {
    String teams =
        """
        {"teams": [{"id": "7a0b4a52-5b1c-4c0e-8f6e-2f9b8a1d3c4e", "name": "Ann's team",
          "api_available": true}], "meta": {"after": null, "before": null, "limit": 100}}
        """;
    String guests =
        """
        {"guests": [{"email": "b@example.org", "role": "editor", "status": "accepted"},
          {"email": "c@example.org", "role": "auditor", "status": "invited"}],
         "meta": {"after": null, "before": null, "limit": 100}}
        """;
    try (ScriptedServer server = new ScriptedServer().answer(200, teams).answer(200, guests)) {
      assertThat(server.sites().listTeams())
          .containsExactly(
              new Team(
                  UUID.fromString("7a0b4a52-5b1c-4c0e-8f6e-2f9b8a1d3c4e"), "Ann's team", true));
      assertThat(server.sites().guests("a.example"))
          .containsExactly(
              new Guest("b@example.org", GuestRole.EDITOR, true),
              new Guest("c@example.org", new GuestRole("auditor"), false));
      assertThat(server.asked().getTarget()).isEqualTo("/api/v1/sites/teams?limit=100");
      assertThat(server.asked().getTarget())
          .isEqualTo("/api/v1/sites/guests?site_id=a.example&limit=100");
    }
  }
}
