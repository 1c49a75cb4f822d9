package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a real 3.2.0 refuses what no client should send. */
class ErrorShapesTest {
  private static final String SITE = "a.test";
  private static final String GOALS = "/api/plugins/v1/goals";

  private static PlausibleServer server;
  private static String token;

  @BeforeAll
  static void start() {
    server =
        PlausibleServer.builder()
            .site(SITE)
            .site(TestSite.builder("b.test").owner("somebody").build())
            .hosted(true)
            .start();
    token = server.pluginToken(SITE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":"x","url":"https://a.test/","props":{"a":"\\ud800"}} | 400
          {"name":"x","url":"https://a.test/","props":{"a":1e10000000}} | 400
          {"name":"x"                                                   | 400
          {"name":"x","url":"https:///x"}                               | 202
          """)
  void eventsAreReadAsStrictly(String body, int status) {
    HttpResponse<String> answer = Http.event(server, body);

    assertThat(answer.statusCode()).isEqualTo(status);
    // The host of "https:///x" is an empty one: no site of that name is there.
    assertThat(answer.headers().firstValue("x-plausible-dropped").isPresent())
        .isEqualTo(status == 202);
  }

  @Test
  void brokenJsonIsRefusedBeforeTheAcceptHeaderIsRead() {
    assertThat(Http.event(server, "{", "Accept", "text/plain").statusCode()).isEqualTo(400);
  }

  @Test
  void aForwardedHeaderWithoutAnAddressIsAnErrorInJson() {
    HttpResponse<String> answer =
        Http.event(
            server, "{\"name\":\"x\",\"url\":\"https://a.test/\"}", "Forwarded", "proto=https");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Server error\",\"status\":500}");
  }

  @Test
  void aSpamHostBelowAnotherIsNotOnTheList() {
    assertThat(
            Http.event(
                    server,
                    "{\"n\":\"pageview\",\"u\":\"https://a.test/\","
                        + "\"r\":\"https://semalt.semalt.com/x\"}")
                .headers()
                .firstValue("x-plausible-dropped"))
        .isEmpty();
  }

  @Test
  void aSiteIdIsText() {
    assertThat(query("{\"site_id\":5,\"metrics\":[\"visitors\"],\"date_range\":\"all\"}"))
        .isEqualTo(400);
    assertThat(
            Http.get(server, "/api/v1/stats/aggregate?site_id=", "Authorization", bearer())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void thousandsOfYearsAreAnErrorAndNoEndOfMemory() {
    assertThat(
            Http.get(
                    server,
                    "/api/v1/stats/timeseries?site_id=a.test&period=custom"
                        + "&date=0001-01-01,9999-12-31",
                    "Authorization",
                    bearer())
                .statusCode())
        .isEqualTo(500);
    assertThat(
            query(
                "{\"site_id\":\"a.test\",\"metrics\":[\"visitors\"],"
                    + "\"dimensions\":[\"time:hour\"],\"include\":{\"time_labels\":true},"
                    + "\"date_range\":[\"0001-01-01\",\"9999-12-31\"]}"))
        .isEqualTo(500);
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET  | /api/v1/sites/goals?site_id=b.test        | ``                            | 401
          GET  | /api/v1/sites/b.test                      | ``                            | 401
          GET  | /api/v1/sites/custom-props?site_id=b.test | ``                            | 401
          GET  | /api/v1/sites/none.test                   | ``                            | 404
          GET  | /api/v1/sites?after=bad                   | ``                            | 500
          PUT  | /api/v1/sites/a.test                      | {"domain":123}                | 400
          PUT  | /api/v1/sites/goals                       | {"site_id":"a.test","goal_type":"event","event_name":"A","custom_props":{"n":null}} | 400
          PUT  | /api/v1/sites/goals                       | {"site_id":"a.test","goal_type":"event","event_name":"A","custom_props":{"n":42}}   | 400
          """)
  void theSitesApiRefuses(String method, String path, String body, int status) {
    HttpResponse<String> answer =
        Http.send(
            server,
            method,
            path,
            body.isEmpty() ? null : body,
            "Authorization",
            bearer(),
            "Content-Type",
            "application/json");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void aNewSiteHasNoInstallationYet() {
    HttpResponse<String> made =
        Http.send(
            server,
            "POST",
            "/api/v1/sites",
            "{\"domain\":\"new.test\"}",
            "Authorization",
            bearer(),
            "Content-Type",
            "application/json");

    assertThat(made.body()).contains("\"installation_type\":null");
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PUT    | /goals        | {"goal_type":"Goal.Pageview","goal":{"path":""}}                        | 422
          PUT    | /goals        | {"goal_type":"Goal.CustomEvent","goal":{"event_name":"A","custom_props":{"n":5}}}    | 422
          PUT    | /goals        | {"goal_type":"Goal.CustomEvent","goal":{"event_name":"A","custom_props":{"n":null}}} | 422
          PUT    | /goals        | {"goal_type":"Goal.Revenue","goal":{"event_name":"A","currency":"XXXXX"}} | 422
          PUT    | /shared_links | {"shared_link":{"name":""}}                                             | 500
          PUT    | /shared_links | {"shared_link":{"name":"L3","password":""}}                             | 201
          GET    | /goals?after=bad | ``                                                                   | 500
          DELETE | /goals        | {"goal_ids":[999998,999999]}                                            | 500
          """)
  void thePluginsApiAnswers(String method, String path, String body, int status) {
    HttpResponse<String> answer = plugins(method, "/api/plugins/v1" + path, body, token);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("\"password_protected\":true");
  }

  @Test
  void oneUnknownGoalKeepsTheOthersOfItsBatch() {
    String made =
        plugins(
                "PUT",
                GOALS,
                "{\"goal_type\":\"Goal.CustomEvent\",\"goal\":{\"event_name\":\"Kept\"}}",
                token)
            .body();
    String id = made.replaceFirst("(?s).*\"id\":(\\d+).*", "$1");

    assertThat(plugins("DELETE", GOALS, "{\"goal_ids\":[" + id + ",999998]}", token).statusCode())
        .isEqualTo(204);
    assertThat(plugins("GET", GOALS + "/" + id, "", token).statusCode()).isEqualTo(200);
  }

  @Test
  void brokenJsonIsRefusedBeforeTheTokenIsRead() {
    assertThat(plugins("PUT", GOALS, "{", "wrong").statusCode()).isEqualTo(400);
  }

  private static HttpResponse<String> plugins(
      String method, String path, String body, String password) {
    String basic =
        Base64.getEncoder().encodeToString((":" + password).getBytes(StandardCharsets.UTF_8));
    return Http.send(
        server,
        method,
        path,
        body.isEmpty() ? null : body,
        "Authorization",
        "Basic " + basic,
        "Content-Type",
        "application/json");
  }

  private static int query(String body) {
    return Http.send(
            server,
            "POST",
            "/api/v2/query",
            body,
            "Authorization",
            bearer(),
            "Content-Type",
            "application/json")
        .statusCode();
  }

  private static String bearer() {
    return "Bearer " + server.apiKey();
  }
}
