package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginsApiTest {
  private static final String ROOT = "/api/plugins/v1";

  private final PlausibleServer server =
      PlausibleServer.builder()
          .site(
              TestSite.builder("a.test")
                  .eventGoal("Signup")
                  .pageGoal("/pricing")
                  .properties("plan")
                  .build())
          .site(TestSite.builder("b.test").eventGoal("Other").build())
          .start();
  private final String token = server.pluginToken("a.test");

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"Bearer,401", "Basic,200", "basic,401", "Nothing,401"})
  void onlyTheTokenAsBasicPasswordOpensIt(String scheme, int status) {
    String credentials =
        scheme.equals("Bearer")
            ? token
            : Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8));

    HttpResponse<String> response =
        Http.get(server, ROOT + "/goals", "Authorization", scheme + " " + credentials);

    assertThat(response.statusCode()).isEqualTo(status);
    if (status == 401) {
      assertThat(response.headers().firstValue("www-authenticate"))
          .contains("Basic realm=\"Plugins API Access\"");
      assertThat(response.body())
          .isEqualTo("{\"errors\":[{\"detail\":\"Plugins API: unauthorized\"}]}");
    }
  }

  @Test
  void capabilitiesNeedNoToken() throws Exception {
    JsonNode without = json(Http.get(server, ROOT + "/capabilities"));
    JsonNode with = json(get("/capabilities"));

    assertThat(without.get("authorized").asBoolean()).isFalse();
    assertThat(without.at("/features/Goals").asBoolean()).isFalse();
    assertThat(with.get("data_domain").asText()).isEqualTo("a.test");
    assertThat(with.at("/features/Goals").asBoolean()).isTrue();
    assertThat(with.at("/features/SitesAPI").asBoolean()).isFalse();
  }

  @Test
  void goalsAreListedNewestFirst() throws Exception {
    assertThat(json(get("/goals")).get("goals").findValuesAsText("display_name"))
        .containsExactly("Visit /pricing", "Signup");
  }

  @Test
  void aGoalIsMadeOnce() throws Exception {
    String body = "{\"goal_type\":\"Goal.CustomEvent\",\"goal\":{\"event_name\":\"Buy\"}}";
    HttpResponse<String> first = send("PUT", "/goals", body);
    HttpResponse<String> second = send("PUT", "/goals", body);

    long id = json(first).at("/goals/0/goal/id").asLong();
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("location"))
        .contains(server.url() + ROOT + "/goals/" + id);
    assertThat(json(second).at("/goals/0/goal/id").asLong()).isEqualTo(id);
    assertThat(json(get("/goals/" + id)).at("/goal/event_name").asText()).isEqualTo("Buy");
  }

  @Test
  void severalGoalsAreMadeAtOnce() throws Exception {
    HttpResponse<String> response =
        send(
            "PUT",
            "/goals",
            "{\"goals\":[{\"goal_type\":\"Goal.Pageview\",\"goal\":{\"path\":\"blog/**\"}},"
                + "{\"goal_type\":\"Goal.CustomEvent\",\"goal\":{\"event_name\":\"Buy\","
                + "\"custom_props\":{\"plan\":\"pro\"}}}]}");

    assertThat(json(response).get("goals").findValuesAsText("display_name"))
        .containsExactly("Visit /blog/**", "Buy");
    assertThat(json(response).at("/goals/1/goal/custom_props/plan").asText()).isEqualTo("pro");
    assertThat(response.headers().allValues("location")).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"goal_type\":\"nope\"}|/: Failed to cast value to one of: no schemas validate;/goals:"
            + " Missing field: goals;/goal: Missing field: goal;/goal: Missing field: goal;/goal:"
            + " Missing field: goal",
        "{\"goal_type\":\"Goal.Revenue\",\"goal\":{\"event_name\":\"R\",\"currency\":\"EUR\"}}"
            + "|event_name: 'R' (with currency: ) has already been taken",
        "{\"goal_type\":\"Goal.CustomEvent\",\"goal\":{\"event_name\":\" \"}}"
            + "|event_name: this field is required and cannot be blank;"
            + "page_path: this field is required and must start with a /",
      })
  void aWrongGoalIsExplained(String body, String details) throws Exception {
    HttpResponse<String> response = send("PUT", "/goals", body);

    List<String> found = new ArrayList<>();
    for (JsonNode error : json(response).get("errors")) {
      String pointer = error.at("/source/pointer").asText();
      found.add((pointer.isEmpty() ? "" : pointer + ": ") + error.get("detail").asText());
    }
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(String.join(";", found)).isEqualTo(details);
    assertThat(json(get("/goals")).get("goals")).hasSize(2);
  }

  @Test
  void goalsAreDeletedOneByOneAndTogether() throws Exception {
    List<String> ids = json(get("/goals")).get("goals").findValuesAsText("id");

    assertThat(send("DELETE", "/goals/" + ids.get(0), null).statusCode()).isEqualTo(204);
    assertThat(send("DELETE", "/goals/999", null).statusCode()).isEqualTo(204);
    assertThat(send("DELETE", "/goals", "{\"goal_ids\":[" + ids.get(1) + "]}").statusCode())
        .isEqualTo(204);
    assertThat(json(get("/goals")).get("goals")).isEmpty();
  }

  @Test
  void goalsOfOtherSitesAreNotFound() throws Exception {
    HttpResponse<String> unknown = get("/goals/3");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body())
        .isEqualTo("{\"errors\":[{\"detail\":\"Plugins API: resource not found\"}]}");
    assertThat(get("/goals/x").statusCode()).isEqualTo(422);
  }

  @Test
  void pagesAreLinkedInBothDirections() throws Exception {
    for (int i = 0; i < 4; i++) {
      send(
          "PUT",
          "/goals",
          "{\"goal_type\":\"Goal.CustomEvent\",\"goal\":{\"event_name\":\"E" + i + "\"}}");
    }

    JsonNode first = json(get("/goals?limit=4"));
    String next = first.at("/meta/pagination/links/next/url").asText();
    JsonNode second = json(get(pathOf(next)));
    String previous = second.at("/meta/pagination/links/prev/url").asText();

    assertThat(first.at("/meta/pagination/has_prev_page").asBoolean()).isFalse();
    assertThat(first.get("goals").findValuesAsText("display_name"))
        .containsExactly("E3", "E2", "E1", "E0");
    assertThat(next).contains("limit=4");
    assertThat(second.get("goals").findValuesAsText("display_name"))
        .containsExactly("Visit /pricing", "Signup");
    assertThat(second.at("/meta/pagination/has_next_page").asBoolean()).isFalse();
    assertThat(json(get(pathOf(previous))).get("goals")).isEqualTo(first.get("goals"));
    assertThat(get("/goals?limit=x").statusCode()).isEqualTo(422);
  }

  @Test
  void propertiesAreEnabledInFrontAndDisabled() throws Exception {
    HttpResponse<String> response =
        send(
            "PUT",
            "/custom_props",
            "{\"custom_props\":[{\"custom_prop\":{\"key\":\"author\"}},{\"custom_prop\":{\"key\":\"plan\"}}]}");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(json(response).findValuesAsText("key")).containsExactly("author", "plan");
    assertThat(
            send("DELETE", "/custom_props", "{\"custom_prop\":{\"key\":\"author\"}}").statusCode())
        .isEqualTo(204);
    assertThat(
            json(send("PUT", "/custom_props", "{\"custom_prop\":{\"key\":\"z\"}}"))
                .findValuesAsText("key"))
        .containsExactly("z", "plan");
    assertThat(send("PUT", "/custom_props", "{\"custom_prop\":{\"key\":\" \"}}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void aSharedLinkIsMadeOnce() throws Exception {
    HttpResponse<String> first =
        send("PUT", "/shared_links", "{\"shared_link\":{\"name\":\"for all\",\"password\":\"p\"}}");
    HttpResponse<String> second =
        send("PUT", "/shared_links", "{\"shared_link\":{\"name\":\"for all\"}}");

    JsonNode link = json(first).get("shared_link");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(link.get("password_protected").asBoolean()).isTrue();
    assertThat(link.get("href").asText()).startsWith(server.url() + "/share/a.test?auth=");
    assertThat(json(second).get("shared_link")).isEqualTo(link);
    assertThat(json(get("/shared_links")).at("/shared_links/0/shared_link")).isEqualTo(link);
    assertThat(json(get("/shared_links/" + link.get("id"))).get("shared_link")).isEqualTo(link);
    assertThat(get("/shared_links/77").statusCode()).isEqualTo(404);
    assertThat(send("PUT", "/shared_links", "{}").body()).contains("Missing field: shared_link");
  }

  @Test
  void theTrackingScriptIsSetUp() throws Exception {
    JsonNode before =
        json(get("/tracker_script_configuration")).get("tracker_script_configuration");
    HttpResponse<String> changed =
        send(
            "PUT",
            "/tracker_script_configuration",
            "{\"tracker_script_configuration\":{\"installation_type\":\"npm\",\"outbound_links\":true}}");

    JsonNode after = json(changed).get("tracker_script_configuration");
    assertThat(after.get("id")).isEqualTo(before.get("id"));
    assertThat(after.get("installation_type").asText()).isEqualTo("npm");
    assertThat(after.get("outbound_links").asBoolean()).isTrue();
    assertThat(after.get("file_downloads").asBoolean()).isFalse();
    assertThat(
            send(
                    "PUT",
                    "/tracker_script_configuration",
                    "{\"tracker_script_configuration\":{\"installation_type\":\"other\"}}")
                .statusCode())
        .isEqualTo(422);
  }

  private String pathOf(String url) {
    URI uri = URI.create(url);
    return uri.getRawPath().substring(ROOT.length()) + "?" + uri.getRawQuery();
  }

  private HttpResponse<String> get(String path) {
    return send("GET", path, null);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    String credentials =
        Base64.getEncoder().encodeToString(("a.test:" + token).getBytes(StandardCharsets.UTF_8));
    return Http.send(
        server,
        method,
        ROOT + path,
        body,
        "Authorization",
        "Basic " + credentials,
        "Content-Type",
        "application/json");
  }

  private static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
    return new ObjectMapper().readTree(response.body());
  }
}
