package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health, the description of the server, and what has no route. */
class SystemTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({"/api/health", "/api/system/health/ready", "/api/health/"})
  void healthNamesAllParts(String path) {
    try (PlausibleServer server = PlausibleServer.start()) {
      HttpResponse<String> response = Http.get(server, path);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .isEqualTo(
              "{\"postgres\":\"ok\",\"clickhouse\":\"ok\",\"sessions\":\"ok\",\"sites_cache\":\"ok\"}");
    }
  }

  @Test
  void aMissingDatabaseMakesTheServerUnready() {
    try (PlausibleServer server = PlausibleServer.start()) {
      server.clickHouseDown(true);
      HttpResponse<String> clickHouse = Http.get(server, "/api/system/health/ready");
      server.clickHouseDown(false);
      server.postgresDown(true);
      HttpResponse<String> postgres = Http.get(server, "/api/health");

      assertThat(clickHouse.statusCode()).isEqualTo(500);
      assertThat(clickHouse.body()).contains("\"clickhouse\":\"error\"", "\"postgres\":\"ok\"");
      assertThat(postgres.statusCode()).isEqualTo(500);
      assertThat(postgres.body()).contains("\"postgres\":\"error\"", "\"sites_cache\":null");
      assertThat(Http.get(server, "/api/system/health/live").body()).isEqualTo("{\"ok\":true}");
    }
  }

  @Test
  void theServerDescribesItself() {
    try (PlausibleServer server = PlausibleServer.start()) {
      assertThat(Http.get(server, "/api/system").body())
          .contains("\"geo_database\":", "\"build\":{\"version\":null");
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "/,200,text/html",
    "/login,200,text/html",
    "/robots.txt,200,text/plain",
    "/js/script.js,500,text/html",
    "/js/script.outbound-links.js,500,text/html",
    "/js/plausible.js,500,text/html",
    "/js/pa-unknown.js,404,text/html",
    "/js/nope.css,404,text/html",
  })
  void aBrowserMeetsPagesButNoScript(String path, int status, String type) {
    try (PlausibleServer server = PlausibleServer.start()) {
      HttpResponse<String> response = Http.get(server, path);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    }
  }

  @Test
  void registrationIsClosed() {
    try (PlausibleServer server = PlausibleServer.start()) {
      HttpResponse<String> response = Http.get(server, "/register");

      assertThat(response.statusCode()).isEqualTo(302);
      assertThat(response.headers().firstValue("Location")).contains("/login");
    }
  }

  @ParameterizedTest(name = "{0} {1} accepting {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "GET,/api/nope,*/*,404,text/html",
        "GET,/api/nope,application/json,406,application/json",
        "POST,/api/nope,*/*,404,text/html",
        "POST,/api/health,*/*,404,text/html",
        "GET,/api/health,text/html,406,text/html",
        "GET,/api/v1/sites,*/*,404,text/html",
        "GET,/api/v1/sites,application/json,406,application/json",
        "POST,/api/v1/sites,*/*,404,text/html",
        "GET,/api/version,*/*,404,text/html",
      })
  void whatHasNoRouteIsAnsweredAsARealServerDoes(
      String method, String path, String accept, int status, String type) {
    try (PlausibleServer server = PlausibleServer.start()) {
      HttpResponse<String> response = Http.send(server, method, path, null, "Accept", accept);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith(type);
    }
  }

  @Test
  void aHeadRequestIsAGetWithoutItsBody() {
    try (PlausibleServer server = PlausibleServer.start()) {
      HttpResponse<String> response = Http.send(server, "HEAD", "/api/health", null);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEmpty();
    }
  }
}
