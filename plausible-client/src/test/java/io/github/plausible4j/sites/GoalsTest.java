package io.github.plausible4j.sites;

import static io.github.plausible4j.sites.ScriptedServer.body;
import static io.github.plausible4j.sites.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** Goals of the sites API; those of the plugins API are in {@link PluginsClientTest}. */
class GoalsTest {
  private static final Currency EUR = Currency.getInstance("EUR");

  @Test
  void everyKindOfGoalIsReadAndUnknownOnesSurvive() {
    String goals =
        """
        {"goals": [
          {"id": 5, "display_name": "Hero seen", "goal_type": "visibility"},
          {"id": 4, "display_name": "Read", "goal_type": "scroll", "event_name": null,
           "page_path": "/long", "custom_props": {}},
          {"id": 3, "display_name": "Bought", "goal_type": "event", "event_name": "Purchase",
           "page_path": null, "currency": "EUR"},
          {"id": "2", "display_name": "Visit /pricing", "goal_type": "page", "event_name": null,
           "page_path": "/pricing", "custom_props": {}},
          {"id": 1, "display_name": "Signup", "goal_type": "event", "event_name": "Signup",
           "page_path": null, "custom_props": {"plan": "pro"}}],
         "meta": {"after": null, "before": null, "limit": 100}}
        """;
    try (ScriptedServer server = new ScriptedServer().answer(200, goals)) {
      assertThat(server.sites().goals("a.example"))
          .containsExactly(
              new Goal.Other(5, "Hero seen", Map.of(), "visibility"),
              new Goal.Scroll(4, "Read", Map.of(), "/long"),
              new Goal.Revenue(3, "Bought", Map.of(), "Purchase", EUR),
              new Goal.Pageview(2, "Visit /pricing", Map.of(), "/pricing"),
              new Goal.CustomEvent(1, "Signup", Map.of("plan", "pro"), "Signup"));
      assertThat(server.asked().getTarget())
          .isEqualTo("/api/v1/sites/goals?site_id=a.example&limit=100");
    }
  }

  @Test
  void everyKindOfNewGoalHasItsBody() {
    String made =
        """
        {"id": 7, "domain": "a.example", "goal_type": "event", "event_name": "Signup",
         "page_path": null, "display_name": "Signup", "custom_props": {}}
        """;
    try (ScriptedServer server =
        new ScriptedServer().answer(200, made).answer(200, made).answer(200, made)) {
      SitesClient sites = server.sites();
      assertThat(sites.createGoal("a.example", NewGoal.event("Signup")))
          .isEqualTo(new Goal.CustomEvent(7, "Signup", Map.of(), "Signup"));
      sites.createGoal(
          "a.example",
          NewGoal.pageview("/blog/**")
              .withDisplayName("Any post")
              .withCustomProperty("author", "Ann"));
      sites.createGoal("a.example", NewGoal.revenue("Purchase", EUR));

      RecordedRequest asked = server.asked();
      assertThat(asked.getMethod() + " " + asked.getTarget()).isEqualTo("PUT /api/v1/sites/goals");
      assertThat(body(asked))
          .isEqualTo(
              json(
                  """
                  {"site_id": "a.example", "goal_type": "event", "event_name": "Signup"}
                  """));
      assertThat(body(server.asked()))
          .isEqualTo(
              json(
                  """
                  {"site_id": "a.example", "goal_type": "page", "page_path": "/blog/**",
                   "display_name": "Any post", "custom_props": {"author": "Ann"}}
                  """));
      assertThat(body(server.asked()))
          .isEqualTo(
              json(
                  """
                  {"site_id": "a.example", "goal_type": "event", "event_name": "Purchase",
                   "currency": "EUR"}
                  """));
    }
  }

  @Test
  void aGoalIsDeletedByItsNumber() {
    try (ScriptedServer server = new ScriptedServer().answer(200, "{\"deleted\": true}")) {
      server.sites().deleteGoal("example.com/blog", 12);

      RecordedRequest asked = server.asked();
      assertThat(asked.getMethod() + " " + asked.getTarget())
          .isEqualTo("DELETE /api/v1/sites/goals/12?site_id=example.com%2Fblog");
    }
  }
}
