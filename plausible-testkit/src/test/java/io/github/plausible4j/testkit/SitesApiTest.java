package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Sites API of the hosted service. */
class SitesApiTest {
  private final PlausibleServer server =
      PlausibleServer.builder()
          .hosted(true)
          .site(TestSite.builder("a.test").owner("me").eventGoal("Signup").build())
          .site(TestSite.builder("other.test").owner("you").build())
          .apiKey("writer", "me", "sites:provision:*")
          .apiKey("reader", "me", "stats:read:*")
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest(name = "[{index}] {0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-      | GET  | ''                     | 401 | Missing API key.",
        "nobody | GET  | ''                     | 401 | Invalid API key. Please make sure you're"
            + " using a valid API key with access to the resource",
        "reader | POST | ''                     | 401 | Invalid API key.",
        "reader | GET  | /a.test                | 200 | a.test",
        "reader | GET  | /other.test            | 401 | Invalid API key.",
        "reader | GET  | /nosuch.test           | 404 | Site could not be found",
        "reader | GET  | /goals                 | 400 | Missing site ID.",
        "reader | GET  | /goals?site_id=a.test  | 200 | Signup",
        "reader | GET  | /guests?site_id=other.test | 401 | Invalid API key.",
        "reader | GET  | ?limit=x               | 500 | internal server error",
      })
  void theKeyDecidesWhatIsAllowed(String key, String method, String path, int status, String text) {
    HttpResponse<String> response = send(key, method, path, method.equals("GET") ? null : "{}");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(text);
  }

  @Test
  void aSiteIsCreatedFoundRenamedAndDeleted() throws Exception {
    JsonNode created =
        json(
            send(
                "writer",
                "POST",
                "",
                "{\"domain\":\" https://www.New.test/blog/ \",\"timezone\":\"Europe/Berlin\"}"));
    assertThat(created.get("domain").asText()).isEqualTo("new.test/blog");
    assertThat(created.at("/tracker_script_configuration/id").asText()).startsWith("pa-");
    assertThat(json(send("reader", "GET", "", null)).get("sites").findValuesAsText("domain"))
        .containsExactly("new.test/blog", "a.test");

    JsonNode renamed =
        json(
            send(
                "writer",
                "PUT",
                "/new.test%2Fblog",
                "{\"domain\":\"newer.test\",\"tracker_script_configuration\":{\"outbound_links\":true}}"));
    assertThat(renamed.get("domain").asText()).isEqualTo("newer.test");
    assertThat(renamed.at("/tracker_script_configuration/outbound_links").asBoolean()).isTrue();
    Http.event(
        server, "{\"name\":\"x\",\"url\":\"https://new.test/\",\"domain\":\"new.test/blog\"}");
    assertThat(server.events()).extracting(RecordedEvent::site).containsExactly("newer.test");

    assertThat(send("writer", "DELETE", "/newer.test", null).body())
        .isEqualTo("{\"deleted\":true}");
    assertThat(send("reader", "GET", "/newer.test", null).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}                                              | domain: can't be blank",
        "{\"domain\":\"a b.test\"}                       | domain: only letters, numbers, slashes"
            + " and period allowed",
        "{\"domain\":\"a.test:80\"}                      | domain: must not contain URI reserved"
            + " characters",
        "{\"domain\":\"a.test\"}                         | domain: This domain cannot be"
            + " registered.",
        "{\"domain\":\"n.test\",\"timezone\":\"Mars\"}   | timezone: is invalid",
        "{\"domain\":\"n.test\",\"tracker_script_configuration\":{\"installation_type\":\"x\"}} |"
            + " tracker_script_configuration.installation_type: is invalid",
      })
  void aWrongSiteIsExplained(String body, String error) {
    HttpResponse<String> response = send("writer", "POST", "", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains(error);
  }

  @Test
  void aChangeHasToChangeSomething() {
    assertThat(send("writer", "PUT", "/a.test", "{}").body())
        .contains("Payload must contain at least one of the parameters");
    assertThat(send("writer", "PUT", "/a.test", "{\"domain\":\"a.test\"}").body())
        .contains("domain: New domain must be different than the current one");
  }

  @Test
  void listsAreCutIntoPages() throws Exception {
    for (int i = 0; i < 3; i++) {
      send("writer", "POST", "", "{\"domain\":\"n" + i + ".test\"}");
    }
    JsonNode first = json(send("reader", "GET", "?limit=3", null));
    JsonNode second =
        json(send("reader", "GET", "?limit=3&after=" + first.at("/meta/after").asText(), null));

    assertThat(first.get("sites").findValuesAsText("domain"))
        .containsExactly("n2.test", "n1.test", "n0.test");
    assertThat(first.at("/meta/before").isNull()).isTrue();
    assertThat(second.get("sites").findValuesAsText("domain")).containsExactly("a.test");
    assertThat(second.at("/meta/after").isNull()).isTrue();
    assertThat(json(send("reader", "GET", "?limit=101", null)).at("/meta/limit").asInt())
        .isEqualTo(100);
  }

  @Test
  void goalsAreMadeOnceAndDeletedByNumber() throws Exception {
    String goal =
        "{\"site_id\":\"a.test\",\"goal_type\":\"page\",\"page_path\":\"x\",\"custom_props\":{\"p\":\"v\"}}";
    JsonNode first = json(send("writer", "PUT", "/goals", goal));
    JsonNode second = json(send("writer", "PUT", "/goals", goal));

    assertThat(first.get("display_name").asText()).isEqualTo("Visit /x");
    assertThat(first.get("domain").asText()).isEqualTo("a.test");
    assertThat(second).isEqualTo(first);
    assertThat(send("writer", "PUT", "/goals", "{\"site_id\":\"a.test\"}").body())
        .contains("Parameter `goal_type` is required to create a goal");
    assertThat(
            send("writer", "PUT", "/goals", "{\"site_id\":\"a.test\",\"goal_type\":\"scroll\"}")
                .statusCode())
        .isEqualTo(500);
    String path = "/goals/" + first.get("id") + "?site_id=a.test";
    assertThat(send("writer", "DELETE", path, null).body()).isEqualTo("{\"deleted\":true}");
    assertThat(send("writer", "DELETE", path, null).statusCode()).isEqualTo(404);
  }

  @Test
  void propertiesMayHoldSlashes() throws Exception {
    String body = "{\"site_id\":\"a.test\",\"property\":\"a/b\"}";
    assertThat(send("writer", "PUT", "/custom-props", body).body()).isEqualTo("{\"created\":true}");
    assertThat(send("writer", "PUT", "/custom-props", body).statusCode()).isEqualTo(200);
    assertThat(send("reader", "GET", "/custom-props?site_id=a.test", null).body())
        .isEqualTo("{\"custom_properties\":[{\"property\":\"a/b\"}]}");
    send("writer", "DELETE", "/custom-props/a%2Fb?site_id=a.test", null);
    assertThat(send("reader", "GET", "/custom-props?site_id=a.test", null).body())
        .isEqualTo("{\"custom_properties\":[]}");
  }

  @Test
  void guestsAreInvitedOnce() throws Exception {
    String body = "{\"site_id\":\"a.test\",\"email\":\"g@x.test\",\"role\":\"viewer\"}";
    send("writer", "PUT", "/guests", body);
    send("writer", "PUT", "/guests", body);

    assertThat(json(send("reader", "GET", "/guests?site_id=a.test", null)).get("guests"))
        .hasSize(1);
    assertThat(send("writer", "PUT", "/guests", "{\"site_id\":\"a.test\"}").body())
        .contains("Parameter `role` is required to create guest.");
    send("writer", "DELETE", "/guests/g%40x.test?site_id=a.test", null);
    assertThat(json(send("reader", "GET", "/guests?site_id=a.test", null)).get("guests")).isEmpty();
  }

  @Test
  void aSharedLinkHasItsAddress() throws Exception {
    JsonNode link =
        json(send("writer", "PUT", "/shared-links", "{\"site_id\":\"a.test\",\"name\":\"all\"}"));

    assertThat(link.get("url").asText()).startsWith(server.url() + "/share/a.test?auth=");
    assertThat(
            send(
                    "writer",
                    "PUT",
                    "/shared-links",
                    "{\"site_id\":\"a.test\",\"name\":\"WordPress - Shared Dashboard\"}")
                .body())
        .contains("This name is reserved.");
  }

  @Test
  void anAccountHasOneTeam() throws Exception {
    JsonNode teams = json(send("reader", "GET", "/teams", null)).get("teams");
    String team = teams.get(0).get("id").asText();

    assertThat(teams).hasSize(1);
    assertThat(json(send("reader", "GET", "?team_id=" + team, null)).get("sites")).hasSize(1);
    assertThat(
            send("writer", "POST", "", "{\"domain\":\"n.test\",\"team_id\":\"another\"}")
                .statusCode())
        .isEqualTo(403);
  }

  private HttpResponse<String> send(String key, String method, String path, String body) {
    return key == null
        ? Http.send(server, method, "/api/v1/sites" + path, body)
        : Http.send(
            server,
            method,
            "/api/v1/sites" + path,
            body,
            "Authorization",
            "Bearer " + key,
            "Content-Type",
            "application/json");
  }

  private static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
    return new ObjectMapper().readTree(response.body());
  }
}
