package io.github.plausible4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Requests that are nearly right, and such as no client sends: each is answered, with a 500 only
 * where a real Plausible has one, and the server goes on.
 */
class HostileRequestsTest {
  private static final int REQUESTS = 2_000;
  private static final int PATIENCE_MILLIS = 300_000;
  private static final String SITE = "a.test";

  private static final List<String> METHODS =
      List.of("GET", "GET", "POST", "POST", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

  private static final List<String> ROUTES =
      List.of(
          "/api/event",
          "/api/v2/query",
          "/api/v1/stats/aggregate",
          "/api/v1/stats/timeseries",
          "/api/v1/stats/breakdown",
          "/api/v1/stats/realtime/visitors",
          "/api/v1/sites",
          "/api/v1/sites/goals",
          "/api/v1/sites/guests",
          "/api/v1/sites/custom-props",
          "/api/v1/sites/" + SITE,
          "/api/plugins/v1/goals",
          "/api/plugins/v1/shared_links",
          "/api/plugins/v1/custom_props",
          "/api/plugins/v1/capabilities",
          "/api/plugins/v1/tracker_script_configuration",
          "/api/health",
          "/api/system",
          "/js/script.js",
          "/");

  private static final List<String> PATHS =
      List.of(
          "", "", "", "/", "/1", "/99999999999999999999", "/%", "/%2F", "/%00", "/..", "//", "é");

  private static final List<String> PARAMETERS =
      List.of(
          "site_id=" + SITE,
          "period=day",
          "period=30d",
          "period=custom",
          "date=2026-02-30",
          "date=2026-01-01,2026-01-31",
          "date=0000-00-00,9999-12-31",
          "metrics=visitors",
          "metrics=visitors,bounce_rate,events",
          "metrics=",
          "property=visit:source",
          "property=event:props:",
          "property=event:props:plan",
          "filters=visit:source==",
          "filters=event:page==/**",
          "filters=event:page~(|event:goal==x;",
          "filters=[[",
          "interval=month",
          "limit=-1",
          "limit=1e9",
          "limit=99999999999999999999",
          "page=0",
          "page=99999999999",
          "after=x",
          "before=AAAA",
          "compare=previous_period",
          "with_imported=maybe",
          "%=%",
          "a[b]=c",
          "=");

  private static final List<String> JSON =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "1e10000000",
          "99999999999999999999",
          "\"\"",
          "\"x\"",
          "\"é\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"name\":\"pageview\"",
          "\"n\":1",
          "\"url\":\"https://a.test/\"",
          "\"u\":\"data:,x\"",
          "\"d\":\"a.test,b.test\"",
          "\"domain\":[]",
          "\"props\":{\"a\":{}}",
          "\"p\":\"{\\\"a\\\":1}\"",
          "\"revenue\":{\"amount\":\"x\",\"currency\":\"EUR\"}",
          "\"$\":[1]",
          "\"sd\":\"x\"",
          "\"e\":-1",
          "\"h\":true",
          "\"v\":{}",
          "\"site_id\":\"a.test\"",
          "\"metrics\":[\"visitors\"]",
          "\"metrics\":[\"visitors\",\"time_on_page\",\"percentage\"]",
          "\"date_range\":\"7d\"",
          "\"date_range\":[\"2026-01-01\",\"2026-13-01\"]",
          "\"date_range\":[\"0001-01-01\",\"9999-12-31\"]",
          "\"dimensions\":[\"time:minute\"]",
          "\"dimensions\":[\"visit:source\",\"event:goal\"]",
          "\"filters\":[[\"is\",\"event:page\",[\"/\"]]]",
          "\"filters\":[[\"not\",[\"or\",[]]]]",
          "\"filters\":[[\"matches\",\"event:page\",[\"(\"]]]",
          "\"filters\":[[\"has_done\",[\"is\",\"event:goal\",[\"x\"]]]]",
          "\"order_by\":[[\"visitors\",\"desc\"]]",
          "\"pagination\":{\"limit\":-1,\"offset\":1e99}",
          "\"include\":{\"imports\":true,\"time_labels\":true}",
          "\"goal_type\":\"Goal.CustomEvent\"",
          "\"goal\":{\"event_name\":\"x\"}",
          "\"shared_link\":{\"name\":\"x\"}",
          "\"custom_prop\":{\"key\":\"x\"}",
          "\"timezone\":\"Mars/Base\"",
          "\"email\":\"x\"",
          "\"role\":1");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json; charset=utf-16",
          "application/vnd.api+json",
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "é",
          "");

  private static final List<String> HEADERS =
      List.of(
          "Accept: text/html",
          "Accept: application/json;q=x",
          "Accept: ,",
          "X-Forwarded-For: ,",
          "X-Forwarded-For: [::1",
          "X-Plausible-IP: é",
          "Forwarded: for=\"[2001:db8::1]:80\"",
          "Forwarded: for=",
          "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
          "User-Agent: \"(",
          "X-Plausible-IP-Type: dc_ip",
          "Origin: null",
          "Expect: 100-continue",
          "Range: bytes=0-",
          "Cookie: ;");

  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);

  @Test
  void everyRequestIsAnsweredAsAServerInOrderDoes() throws IOException {
    try (PlausibleServer server =
        PlausibleServer.builder()
            .site(SITE)
            .site(TestSite.builder("b.test").owner("somebody").build())
            .hosted(true)
            .start()) {
      List<String> keys =
          List.of(
              "Bearer " + server.apiKey(),
              "Bearer x",
              "Basic é",
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString(("x:" + server.pluginToken(SITE)).getBytes(UTF_8)));
      for (int i = 0; i < REQUESTS; i++) {
        String request = request(keys);

        assertThat(answer(server.port(), request))
            .as("seed %d, request %d: %s", seed, i, request)
            .matches("(?s)HTTP/1.1 ([24]..|500) .*")
            .doesNotContain("itself failed", "jetty");
      }

      assertThat(Http.event(server, "{\"n\":\"pageview\",\"u\":\"https://a.test/\"}").statusCode())
          .isEqualTo(202);
    }
  }

  private String request(List<String> keys) {
    String path = any(ROUTES) + any(PATHS);
    String query = several(PARAMETERS, "&", 6);
    String body =
        random.nextInt(5) == 0 ? several(JSON, "", 12) : "{" + several(JSON, ",", 8) + "}";
    List<String> headers = new ArrayList<>(List.of("Host: a.test", "Connection: close"));
    headers.add("Authorization: " + any(keys));
    headers.add("Content-Type: " + any(TYPES));
    headers.add("Content-Length: " + body.getBytes(UTF_8).length);
    for (int i = random.nextInt(3); i > 0; i--) {
      headers.add(any(HEADERS));
    }
    return any(METHODS)
        + " "
        + path
        + (query.isEmpty() ? "" : "?" + query)
        + " HTTP/1.1\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n"
        + body;
  }

  private static String answer(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.replaceFirst("^HTTP/1.1 100 Continue\r\n\r\n", "");
    }
  }

  private String several(List<String> parts, String separator, int most) {
    List<String> chosen = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      chosen.add(any(parts));
    }
    return String.join(separator, chosen);
  }

  private String any(List<String> parts) {
    return parts.get(random.nextInt(parts.size()));
  }
}
