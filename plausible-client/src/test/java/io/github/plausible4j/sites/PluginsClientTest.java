package io.github.plausible4j.sites;

import static io.github.plausible4j.sites.ScriptedServer.body;
import static io.github.plausible4j.sites.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

class PluginsClientTest {
  private static final String LAST_PAGE =
      "\"meta\": {\"pagination\": {\"has_next_page\": false, \"has_prev_page\": false, \"links\":"
          + " {}}}";

  private static String goals(String... goals) {
    return "{\"goals\": [" + String.join(", ", goals) + "], " + LAST_PAGE + "}";
  }

  private static String signup(long id) {
    return """
    {"goal_type": "Goal.CustomEvent", "goal": {"id": %d, "display_name": "Signup",
      "event_name": "Signup", "custom_props": {}}}
    """
        .formatted(id);
  }

  @Test
  void capabilitiesAreAskedWithTheTokenAsPassword() {
    String answer =
        """
        {"authorized": true, "data_domain": "a.example",
         "features": {"Goals": true, "RevenueGoals": false, "Telepathy": true}}
        """;
    try (ScriptedServer server = new ScriptedServer().answer(200, answer)) {
      Capabilities capabilities = server.plugins().capabilities();

      assertThat(capabilities.authorized()).isTrue();
      assertThat(capabilities.domain()).contains("a.example");
      assertThat(capabilities.has(Capabilities.Feature.GOALS)).isTrue();
      assertThat(capabilities.has(Capabilities.Feature.REVENUE_GOALS)).isFalse();
      assertThat(capabilities.has(Capabilities.Feature.SSO)).isFalse();
      assertThat(capabilities.has(new Capabilities.Feature("Telepathy"))).isTrue();
      RecordedRequest asked = server.asked();
      assertThat(asked.getTarget()).isEqualTo("/api/plugins/v1/capabilities");
      assertThat(asked.getHeaders().get("Authorization"))
          .isEqualTo(
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString(
                          (":" + ScriptedServer.TOKEN).getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void aWrongTokenHasNoCapabilities() {
    String answer =
        "{\"authorized\": false, \"data_domain\": null, \"features\": {\"Goals\": false}}";
    try (ScriptedServer server = new ScriptedServer().answer(200, answer)) {
      assertThat(server.plugins().capabilities())
          .isEqualTo(
              new Capabilities(false, Optional.empty(), Map.of(Capabilities.Feature.GOALS, false)));
    }
  }

  @Test
  void everyKindOfGoalIsRead() {
    String answer =
        goals(
            signup(1),
            """
            {"goal_type": "Goal.Pageview", "goal": {"id": 2, "display_name": "Any post",
              "path": "/blog/**", "custom_props": {"author": "Ann"}}}
            """,
            """
            {"goal_type": "Goal.Revenue", "goal": {"id": 3, "display_name": "Purchase",
              "event_name": "Purchase", "currency": "EUR", "custom_props": {}}}
            """,
            "{\"goal_type\": \"Goal.Scroll\", \"goal\": {\"id\": 4, \"display_name\": \"Read\"}}");
    try (ScriptedServer server = new ScriptedServer().answer(200, answer)) {
      assertThat(server.plugins().goals())
          .containsExactly(
              new Goal.CustomEvent(1, "Signup", Map.of(), "Signup"),
              new Goal.Pageview(2, "Any post", Map.of("author", "Ann"), "/blog/**"),
              new Goal.Revenue(3, "Purchase", Map.of(), "Purchase", Currency.getInstance("EUR")),
              new Goal.Other(4, "Read", Map.of(), "Goal.Scroll"));
    }
  }

  @Test
  void theNextPageIsAskedFromTheServerThatWasAskedAndNotFromTheAddressInTheAnswer() {
    String first =
        "{\"goals\": ["
            + signup(2)
            + "], \"meta\": {\"pagination\": {\"has_next_page\": true, \"has_prev_page\": false,"
            + " \"links\": {\"next\": {\"url\":"
            + " \"http://elsewhere.invalid/api/plugins/v1/goals?after=cursor%2B1&limit=100\"}}}}}";
    try (ScriptedServer server =
        new ScriptedServer().answer(200, first).answer(200, goals(signup(1)))) {
      assertThat(server.plugins().goals().map(Goal::id)).containsExactly(2L, 1L);
      assertThat(server.asked().getTarget()).isEqualTo("/api/plugins/v1/goals?limit=100");
      assertThat(server.asked().getUrl().queryParameter("after")).isEqualTo("cursor+1");
    }
  }

  @Test
  void aGoalIsReadMadeAndDeletedInBothFormsOfTheAnswer() {
    try (ScriptedServer server =
        new ScriptedServer()
            .answer(200, signup(9))
            .answer(201, signup(9))
            .answer(201, goals(signup(9)))
            .noContent()) {
      Goal expected = new Goal.CustomEvent(9, "Signup", Map.of(), "Signup");
      assertThat(server.plugins().goal(9)).isEqualTo(expected);
      assertThat(server.plugins().createGoal(NewGoal.event("Signup"))).isEqualTo(expected);
      assertThat(server.plugins().createGoal(NewGoal.event("Signup"))).isEqualTo(expected);
      server.plugins().deleteGoal(9);

      assertThat(server.asked().getTarget()).isEqualTo("/api/plugins/v1/goals/9");
      RecordedRequest put = server.asked();
      assertThat(put.getMethod() + " " + put.getTarget()).isEqualTo("PUT /api/plugins/v1/goals");
      assertThat(body(put))
          .isEqualTo(
              json(
                  "{\"goal_type\": \"Goal.CustomEvent\", \"goal\": {\"event_name\": \"Signup\"}}"));
      server.asked();
      RecordedRequest deleted = server.asked();
      assertThat(deleted.getMethod() + " " + deleted.getTarget())
          .isEqualTo("DELETE /api/plugins/v1/goals/9");
    }
  }

  @Test
  void manyGoalsGoOutEightAtATime() {
    String eight =
        goals(IntStream.rangeClosed(1, 8).mapToObj(i -> signup(i)).toArray(String[]::new));
    List<NewGoal> wanted =
        IntStream.rangeClosed(1, 9).mapToObj(i -> NewGoal.event("Event " + i)).toList();
    try (ScriptedServer server =
        new ScriptedServer().answer(201, eight).answer(201, goals(signup(9)))) {
      assertThat(server.plugins().createGoals(wanted).stream().map(Goal::id))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 9).boxed().toList());
      assertThat(body(server.asked()).path("goals")).hasSize(8);
      assertThat(body(server.asked()))
          .isEqualTo(
              json(
                  """
                  {"goals": [{"goal_type": "Goal.CustomEvent", "goal": {"event_name": "Event 9"}}]}
                  """));
    }
  }

  @Test
  void everyKindOfNewGoalHasItsBody() {
    try (ScriptedServer server = new ScriptedServer().answer(201, goals(signup(1), signup(2)))) {
      server
          .plugins()
          .createGoals(
              List.of(
                  NewGoal.pageview("/pricing").withCustomProperty("plan", "pro"),
                  NewGoal.revenue("Purchase", Currency.getInstance("USD"))));
      assertThat(body(server.asked()))
          .isEqualTo(
              json(
                  """
                  {"goals": [
                    {"goal_type": "Goal.Pageview",
                     "goal": {"path": "/pricing", "custom_props": {"plan": "pro"}}},
                    {"goal_type": "Goal.Revenue",
                     "goal": {"event_name": "Purchase", "currency": "USD"}}]}
                  """));
    }
  }

  @Test
  void manyGoalsAreDeletedOneByOne() {
    try (ScriptedServer server = new ScriptedServer().noContent().noContent()) {
      server.plugins().deleteGoals(List.of(1L, 9L));

      for (String path : List.of("/goals/1", "/goals/9")) {
        RecordedRequest asked = server.asked();
        assertThat(asked.getMethod() + " " + asked.getTarget())
            .isEqualTo("DELETE /api/plugins/v1" + path);
      }
    }
  }

  @Test
  void customPropertiesAreAddedAndRemoved() {
    String all =
        """
        {"custom_props": [{"custom_prop": {"key": "author"}}, {"custom_prop": {"key": "plan"}}]}
        """;
    try (ScriptedServer server = new ScriptedServer().answer(201, all).noContent()) {
      assertThat(server.plugins().addCustomProperties(List.of("author")))
          .containsExactly("author", "plan");
      server.plugins().removeCustomProperties(List.of("plan"));

      RecordedRequest added = server.asked();
      assertThat(added.getMethod() + " " + added.getTarget())
          .isEqualTo("PUT /api/plugins/v1/custom_props");
      assertThat(body(added))
          .isEqualTo(json("{\"custom_props\": [{\"custom_prop\": {\"key\": \"author\"}}]}"));
      RecordedRequest removed = server.asked();
      assertThat(removed.getMethod()).isEqualTo("DELETE");
      assertThat(body(removed))
          .isEqualTo(json("{\"custom_props\": [{\"custom_prop\": {\"key\": \"plan\"}}]}"));
    }
  }

  @Test
  void sharedLinksAreListedReadAndMadeWithAndWithoutAPassword() {
    String link =
        """
        {"shared_link": {"id": 1, "name": "board", "password_protected": true,
          "href": "http://stats.example.org/share/a.example?auth=s3cr3t"}}
        """;
    String list = "{\"shared_links\": [" + link + "], " + LAST_PAGE + "}";
    try (ScriptedServer server =
        new ScriptedServer()
            .answer(200, list)
            .answer(200, link)
            .answer(201, link)
            .answer(201, link)) {
      SharedLink expected =
          new SharedLink(
              "board",
              "http://stats.example.org/share/a.example?auth=s3cr3t",
              OptionalLong.of(1),
              Optional.of(true));
      assertThat(server.plugins().sharedLinks()).containsExactly(expected);
      assertThat(server.plugins().sharedLink(1)).isEqualTo(expected);
      assertThat(server.plugins().createSharedLink("board")).isEqualTo(expected);
      assertThat(server.plugins().createSharedLink("board", "open sesame")).isEqualTo(expected);

      assertThat(server.asked().getTarget()).isEqualTo("/api/plugins/v1/shared_links?limit=100");
      assertThat(server.asked().getTarget()).isEqualTo("/api/plugins/v1/shared_links/1");
      assertThat(body(server.asked())).isEqualTo(json("{\"shared_link\": {\"name\": \"board\"}}"));
      assertThat(body(server.asked()))
          .isEqualTo(
              json("{\"shared_link\": {\"name\": \"board\", \"password\": \"open sesame\"}}"));
    }
  }

  @Test
  void theScriptIsReadAndChanged() {
    String tracker =
        """
        {"tracker_script_configuration": {"id": "pa-Xy12", "installation_type": "gtm",
          "outbound_links": true, "file_downloads": false, "form_submissions": false,
          "hash_based_routing": false}}
        """;
    try (ScriptedServer server = new ScriptedServer().answer(200, tracker).answer(200, tracker)) {
      assertThat(server.plugins().trackerConfiguration().installationType())
          .contains(InstallationType.GTM);
      server
          .plugins()
          .configureTracker(
              TrackerSettings.of(InstallationType.GTM).enable(TrackerOption.OUTBOUND_LINKS));

      server.asked();
      RecordedRequest put = server.asked();
      assertThat(put.getMethod() + " " + put.getTarget())
          .isEqualTo("PUT /api/plugins/v1/tracker_script_configuration");
      assertThat(body(put))
          .isEqualTo(
              json(
                  """
                  {"tracker_script_configuration":
                    {"installation_type": "gtm", "outbound_links": true}}
                  """));
    }
  }
}
