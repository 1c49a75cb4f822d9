package io.github.plausible4j.servlet;

import static io.github.plausible4j.servlet.WebApplication.html;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.VisitorFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a stranger sends, page and proxy answer it as if nothing were counted. */
class HostileRequestsTest {
  private static final int REQUESTS = 600;

  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "OPTIONS", "TRACE", "BREW");

  private static final List<String> PATHS =
      List.of(
          "/app/",
          "/app/page",
          "/app/stats/js/pa-x.js",
          "/app/stats/js/",
          "/app/stats/api/event",
          "/app/stats/",
          "//",
          "/",
          ";a=b",
          "?",
          "width=100%&height=100%",
          "%",
          "%zz",
          "%00",
          "%2F",
          "..",
          "utm_source=",
          "gclid=",
          "\u00e9",
          "\u0085",
          "<",
          "|",
          "\\",
          "#",
          "&",
          "@",
          ":80",
          "x".repeat(700));

  private static final List<String> NAMES =
      List.of(
          "User-Agent",
          "Referer",
          "X-Forwarded-For",
          "Forwarded",
          "Content-Type",
          "Accept",
          "DNT",
          "Sec-Fetch-Dest",
          "Cookie",
          "X-Plausible-IP",
          "X-Requested-With",
          "Purpose",
          "Range",
          "If-None-Match",
          "Accept-Encoding",
          "X-Forwarded-Proto");

  private static final List<String> VALUES =
      List.of(
          "",
          "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
          "203.0.113.7",
          "[2001:db8::1]:80",
          "for=\"[::1]\"",
          "unknown",
          "_hidden",
          ",",
          ";",
          "\"",
          "\\",
          "=",
          "1",
          "text/plain",
          "application/json",
          "; charset=",
          "utf-16",
          "x-unknown",
          "\u00e9",
          "\u0085",
          "\u00ff",
          "\t",
          " ",
          "https://news.example.org/?a#b",
          "http://[",
          "data:,x",
          "%",
          "a".repeat(2_000));

  private static final List<String> BODIES =
      List.of("", "{", "{}", "null", "{\"n\":\"pageview\"}", "a=b", "\u0000", "\u00ff\u00fe");

  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);

  @Test
  void noRequestIsAnErrorOfTheServer() throws Exception {
    try (WebApplication app = new WebApplication()) {
      app.counting(filter -> filter.visitorFinder(VisitorFinder.behind(1)))
          .page("/*", html("hi"))
          .servlet("/stats/*", PlausibleProxyServlet.builder(app.plausible.url()).build())
          .started();

      for (int i = 0; i < REQUESTS; i++) {
        RawRequest request =
            RawRequest.of(
                any(METHODS) + " " + path(), any(BODIES), headers().toArray(String[]::new));

        assertThat(request.sendTo(app.uri("/")))
            .as("seed %d, request %d: %s", seed, i, request.text())
            .isNotEqualTo(500)
            .isNotEqualTo(502);
      }
      assertThat(app.open("/page").body()).isEqualTo("hi");
    }
  }

  private String path() {
    return any(PATHS).replaceFirst("^[^/]", "/") + several(PATHS, 4);
  }

  private List<String> headers() {
    List<String> headers = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      headers.add(any(NAMES) + ": " + several(VALUES, 4));
    }
    return headers;
  }

  private String several(List<String> parts, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(any(parts));
    }
    return text.toString();
  }

  private String any(List<String> parts) {
    return parts.get(random.nextInt(parts.size()));
  }
}
