package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask for statistics, in which order it is checked, and how often one may ask. */
class StatsAccessTest {
  private static final String MISSING_KEY =
      "{\"error\":\"Missing API key. Please use a valid Plausible API key as a Bearer Token.\"}";
  private static final String MISSING_SITE =
      "{\"error\":\"Missing site ID. Please provide the required site_id parameter with your"
          + " request.\"}";
  private static final String INVALID =
      "{\"error\":\"Invalid API key or site ID. Please make sure you're using a valid API key with"
          + " access to the site you've requested.\"}";

  @ParameterizedTest(name = "[{index}] key {0}, site {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-,-,401,MISSING_KEY",
        "-,a.test,401,MISSING_KEY",
        "Basic x,a.test,401,MISSING_KEY",
        "bearer key-of-me,a.test,401,MISSING_KEY",
        "key-of-me,a.test,401,MISSING_KEY",
        "Bearer wrong,-,400,MISSING_SITE",
        "Bearer key-of-me,-,400,MISSING_SITE",
        "Bearer wrong,a.test,401,INVALID",
        "Bearer key-of-me,nosuch.test,401,INVALID",
        "Bearer key-of-me,A.TEST,401,INVALID",
        "Bearer key-of-me,other.test,401,INVALID",
        "Bearer key-of-you,a.test,401,INVALID",
        "Bearer key-of-me,a.test,200,-",
        "Bearer   key-of-me  ,a.test,200,-",
        "Bearer key-of-you,other.test,200,-",
      })
  void theKeyHasToReachTheSite(String authorization, String site, int status, String error) {
    try (PlausibleServer server = server(PlausibleServer.builder())) {
      HttpResponse<String> response = query(server, authorization, site);

      assertThat(response.statusCode()).isEqualTo(status);
      if (error != null) {
        assertThat(response.body())
            .isEqualTo(
                switch (error) {
                  case "MISSING_KEY" -> MISSING_KEY;
                  case "MISSING_SITE" -> MISSING_SITE;
                  default -> INVALID;
                });
      }
    }
  }

  @Test
  void theServersOwnKeyReachesItsSites() {
    try (PlausibleServer server = PlausibleServer.forSites("a.test")) {
      assertThat(query(server, "Bearer " + server.apiKey(), "a.test").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theSiteMayBeNamedInTheQueryString() {
    try (PlausibleServer server = server(PlausibleServer.builder())) {
      HttpResponse<String> response =
          Http.send(
              server,
              "POST",
              "/api/v2/query?site_id=a.test",
              "{\"metrics\":[\"visitors\"],\"date_range\":\"7d\"}",
              "Authorization",
              "Bearer key-of-me",
              "Content-Type",
              "application/json");

      assertThat(response.statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"text/plain", "application/x-www-form-urlencoded"})
  void aBodyOfAnotherTypeIsNotRead(String type) {
    try (PlausibleServer server = server(PlausibleServer.builder())) {
      HttpResponse<String> response =
          Http.send(
              server,
              "POST",
              "/api/v2/query",
              "{\"site_id\":\"a.test\"}",
              "Authorization",
              "Bearer key-of-me",
              "Content-Type",
              type);

      assertThat(response.body()).isEqualTo(MISSING_SITE);
    }
  }

  @Test
  void aLimitThatATestSetEndsWithIt() {
    try (PlausibleServer server = server(PlausibleServer.builder())) {
      server.hourlyLimit(0);
      assertThat(query(server, "Bearer key-of-me", "a.test").statusCode()).isEqualTo(429);

      server.reset();

      assertThat(query(server, "Bearer key-of-me", "a.test").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void everyRequestWithAKnownKeyCountsForTheHour() {
    TickingClock clock = new TickingClock("2026-01-01T10:59:00Z");
    try (PlausibleServer server = server(PlausibleServer.builder().clock(clock).hourlyLimit(2))) {
      assertThat(query(server, "Bearer wrong", "a.test").statusCode()).isEqualTo(401);
      assertThat(query(server, "Bearer key-of-me", "nosuch.test").statusCode()).isEqualTo(401);
      assertThat(query(server, "Bearer key-of-me", "a.test").statusCode()).isEqualTo(200);

      HttpResponse<String> third = query(server, "Bearer key-of-me", "nosuch.test");

      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.body())
          .isEqualTo(
              "{\"error\":\"Too many API requests. Your API key is limited to 2 requests per hour."
                  + " Please contact us to request more capacity.\"}");
      assertThat(third.headers().firstValue("retry-after")).isEmpty();
      assertThat(query(server, "Bearer key-of-you", "other.test").statusCode()).isEqualTo(200);

      clock.advance(Duration.ofMinutes(1));
      assertThat(query(server, "Bearer key-of-me", "a.test").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void burstsAreLimitedInWindowsOfTenSeconds() {
    TickingClock clock = new TickingClock("2026-01-01T10:00:09Z");
    try (PlausibleServer server = server(PlausibleServer.builder().clock(clock).burstLimit(1))) {
      query(server, "Bearer key-of-me", "a.test");

      HttpResponse<String> second = query(server, "Bearer key-of-me", "a.test");

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.body()).contains("The limit is 1 per 10 seconds.");
      clock.advance(Duration.ofSeconds(1));
      assertThat(query(server, "Bearer key-of-me", "a.test").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aLimitMayBeSetWhileTheServerRuns() {
    try (PlausibleServer server = server(PlausibleServer.builder())) {
      server.hourlyLimit(0);

      assertThat(query(server, "Bearer key-of-me", "a.test").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void aMissingDatabaseIsAServerError() {
    try (PlausibleServer server = server(PlausibleServer.builder())) {
      server.clickHouseDown(true);
      HttpResponse<String> clickHouse = query(server, "Bearer key-of-me", "a.test");
      server.postgresDown(true);
      HttpResponse<String> postgres = query(server, "Bearer key-of-me", "a.test");

      assertThat(clickHouse.statusCode()).isEqualTo(500);
      assertThat(clickHouse.body()).isEqualTo("{\"error\":\"internal server error\"}");
      assertThat(postgres.statusCode()).isEqualTo(500);
      assertThat(postgres.headers().firstValue("content-type").orElseThrow())
          .startsWith("text/html");
    }
  }

  private static PlausibleServer server(PlausibleServer.Builder builder) {
    return builder
        .site(TestSite.builder("a.test").owner("me").build())
        .site(TestSite.builder("other.test").owner("you").build())
        .apiKey("key-of-me", "me", "stats:read:*")
        .apiKey("key-of-you", "you", "stats:read:*")
        .start();
  }

  private static HttpResponse<String> query(
      PlausibleServer server, String authorization, String site) {
    String json =
        "{"
            + (site == null ? "" : "\"site_id\":\"" + site + "\",")
            + "\"metrics\":[\"visitors\"],\"date_range\":\"7d\"}";
    return authorization == null
        ? Http.send(server, "POST", "/api/v2/query", json, "Content-Type", "application/json")
        : Http.send(
            server,
            "POST",
            "/api/v2/query",
            json,
            "Content-Type",
            "application/json",
            "Authorization",
            authorization);
  }
}
