package io.github.plausible4j.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.events.VisitorFinder;
import io.github.plausible4j.testkit.RecordedEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlausibleProxyServletTest {
  private static final String EVENT =
      "{\"n\":\"pageview\",\"u\":\"https://blog.example.com/a\",\"d\":\"blog.example.com\"}";

  /** A machine that is busy with other things must not look like a Plausible that is down. */
  private static final OkHttpClient PATIENT =
      new OkHttpClient.Builder()
          .callTimeout(Duration.ofMinutes(2))
          .readTimeout(Duration.ofMinutes(2))
          .build();

  @Test
  void anEventOfABrowserIsCountedForItsAddress() throws Exception {
    try (WebApplication app = new WebApplication()) {
      app.servlet(
              "/stats/*",
              PlausibleProxyServlet.builder(app.plausible.url())
                  .visitorFinder(VisitorFinder.behind(1))
                  .httpClient(PATIENT)
                  .build())
          .started();

      for (String address : new String[] {"203.0.113.7", "203.0.113.8"}) {
        HttpResponse<String> answer =
            app.send(event(app), "Content-Type", "text/plain", "X-Forwarded-For", address);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("ok");
      }

      assertThat(app.awaitCounted(2)).extracting(RecordedEvent::pathname).containsOnly("/a");
      assertThat(app.awaitCounted(2).stream().map(RecordedEvent::visitorId).distinct()).hasSize(2);
    }
  }

  @Test
  void cookiesAndPasswordsOfTheApplicationStayThere() throws Exception {
    try (MockWebServer upstream = upstream();
        WebApplication app = proxying(upstream, Clock.systemUTC())) {
      upstream.enqueue(
          new MockResponse.Builder().code(202).addHeader("Set-Cookie", "a=b").body("ok").build());

      HttpResponse<String> answer =
          app.send(event(app), "Cookie", "session=secret", "Authorization", "Basic secret");

      RecordedRequest request = upstream.takeRequest();
      assertThat(request.getHeaders().toString()).doesNotContain("secret");
      assertThat(request.getHeaders().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
      assertThat(request.getHeaders().get("User-Agent")).isEqualTo(WebApplication.FIREFOX);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aScriptIsFetchedOnceAndAgainWhenItIsOld() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    InstantSource source = now::get;
    try (MockWebServer upstream = upstream();
        WebApplication app = proxying(upstream, source.withZone(ZoneOffset.UTC))) {
      upstream.enqueue(script("first"));
      upstream.enqueue(script("second"));

      assertThat(app.open("/stats/js/script.js").body()).isEqualTo("first");
      HttpResponse<String> cached = app.open("/stats/js/script.js");
      assertThat(cached.body()).isEqualTo("first");
      assertThat(cached.headers().firstValue("Cache-Control")).contains("public, max-age=21600");
      assertThat(cached.headers().firstValue("Content-Type").orElse("")).contains("javascript");

      now.set(Instant.EPOCH.plus(Duration.ofHours(7)));
      assertThat(app.open("/stats/js/script.js").body()).isEqualTo("second");
      assertThat(upstream.getRequestCount()).isEqualTo(2);
    }
  }

  @Test
  void anOldScriptIsBetterThanNoneWhilePlausibleIsDown() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    InstantSource source = now::get;
    try (MockWebServer upstream = upstream();
        WebApplication app = proxying(upstream, source.withZone(ZoneOffset.UTC))) {
      upstream.enqueue(script("first"));
      app.open("/stats/js/script.js");
      now.set(Instant.EPOCH.plus(Duration.ofHours(7)));
      upstream.enqueue(new MockResponse.Builder().code(503).body("down").build());

      HttpResponse<String> answer = app.open("/stats/js/script.js");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("first");
    }
  }

  @Test
  void aPlausibleThatDoesNotAnswerIsABadGateway() throws Exception {
    MockWebServer upstream = upstream();
    try (WebApplication app = proxying(upstream, Clock.systemUTC())) {
      upstream.close();

      assertThat(app.send(event(app)).statusCode()).isEqualTo(502);
      assertThat(app.open("/stats/js/script.js").statusCode()).isEqualTo(502);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/stats/api/v2/query",
        "/stats/js/",
        "/stats/js/a/b.js",
        "/stats/js/script.css",
        "/stats/login",
        "/stats/"
      })
  void nothingElseIsPassedOn(String path) throws Exception {
    try (MockWebServer upstream = upstream();
        WebApplication app = proxying(upstream, Clock.systemUTC())) {
      assertThat(app.open(path).statusCode()).isEqualTo(404);
      assertThat(
              app.send(
                      HttpRequest.newBuilder(app.uri(path))
                          .POST(HttpRequest.BodyPublishers.ofString("{}")))
                  .statusCode())
          .isEqualTo(404);

      assertThat(upstream.getRequestCount()).isZero();
    }
  }

  @Test
  void anEventThatIsTooLongIsRefused() throws Exception {
    try (MockWebServer upstream = upstream();
        WebApplication app = proxying(upstream, Clock.systemUTC())) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(app.uri("/stats/api/event"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(" ".repeat(70_000).getBytes(UTF_8)));

      assertThat(app.send(request).statusCode()).isEqualTo(413);
      assertThat(upstream.getRequestCount()).isZero();
    }
  }

  @Test
  void aTypeThatOkHttpCannotSendIsText() throws Exception {
    try (WebApplication app = new WebApplication()) {
      app.servlet("/stats/*", PlausibleProxyServlet.builder(app.plausible.url()).build()).started();

      assertThat(
              RawRequest.of(
                      "POST /app/stats/api/event", EVENT, "Content-Type: text/plain; a=\"\u00e9\"")
                  .sendTo(app.uri("/")))
          .isEqualTo(202);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "99999999999999999999"})
  void anEventIsSentOnceHoweverSoonPlausibleWantsItAgain(String wait) throws Exception {
    try (MockWebServer upstream = upstream();
        WebApplication app = proxying(upstream, Clock.systemUTC())) {
      upstream.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", wait).build());
      upstream.enqueue(new MockResponse.Builder().code(202).body("ok").build());

      assertThat(app.send(event(app)).statusCode()).isEqualTo(503);
      assertThat(upstream.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void aSwitchOfProtocolsThatNobodyAskedForIsABadGateway() throws Exception {
    try (MockWebServer upstream = upstream();
        WebApplication app = proxying(upstream, Clock.systemUTC())) {
      upstream.enqueue(
          new MockResponse.Builder().status("HTTP/1.1 101 Switching Protocols").build());
      upstream.enqueue(new MockResponse.Builder().code(202).body("ok").build());

      assertThat(app.send(event(app)).statusCode()).isEqualTo(502);
      assertThat(app.send(event(app)).statusCode()).isEqualTo(202);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stats.example.org", "ftp://a", "https://me:key@stats.example.org"})
  void theAddressOfPlausibleIsCheckedAndNotShown(String url) {
    assertThatThrownBy(() -> PlausibleProxyServlet.builder(url).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plausibleUrl")
        .hasMessageNotContaining("key");
  }

  private static MockWebServer upstream() throws Exception {
    MockWebServer server = new MockWebServer();
    server.start();
    return server;
  }

  private static MockResponse script(String text) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/javascript")
        .body(text)
        .build();
  }

  private static WebApplication proxying(MockWebServer upstream, Clock clock) throws Exception {
    return new WebApplication()
        .servlet(
            "/stats/*",
            PlausibleProxyServlet.builder("http://127.0.0.1:" + upstream.getPort())
                .clock(clock)
                .httpClient(PATIENT)
                .build())
        .started();
  }

  private static HttpRequest.Builder event(WebApplication app) {
    return HttpRequest.newBuilder(app.uri("/stats/api/event"))
        .POST(HttpRequest.BodyPublishers.ofString(EVENT));
  }
}
