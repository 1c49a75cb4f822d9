package io.github.plausible4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.spring.test.PlausibleTest;
import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.RecordedEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Every way in which Spring MVC answers with a page is counted once, and nothing else is. The tests
 * share an application and its counts, so they run one after the other.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = ShopApplication.class,
    properties = {
      "plausible.page-views.enabled=true",
      "plausible.page-views.origin=https://shop.example",
      "server.servlet.context-path=/app",
      "server.compression.enabled=true",
      "management.server.port=0",
      "management.endpoints.web.exposure.include=health"
    })
@PlausibleTest
@Execution(ExecutionMode.SAME_THREAD)
class PagesOfAnApplicationTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Autowired PlausibleServer plausible;

  @Value("${local.server.port}")
  int port;

  @Value("${local.management.port}")
  int managementPort;

  private final HttpClient browser = HttpClient.newHttpClient();

  @BeforeEach
  void nothingIsCounted() {
    plausible.reset();
  }

  @Test
  void eachKindOfPageIsCountedOnceUnderTheAddressThatWasAskedFor() throws Exception {
    List<String> pages =
        List.of(
            "/app/page",
            "/app/forwarded",
            "/app/included",
            "/app/called",
            "/app/deferred",
            "/app/late",
            "/app/streamed",
            "/app/about.html",
            "/app/");
    for (String page : pages) {
      HttpResponse<String> answer = get(page);
      assertThat(answer.statusCode()).as(page).isEqualTo(200);
    }

    assertThat(plausible.awaitEvents(pages.size(), PATIENCE))
        .allSatisfy(event -> assertThat(event.hostname()).isEqualTo("shop.example"))
        .extracting(RecordedEvent::pathname)
        .containsExactlyInAnyOrderElementsOf(pages);
  }

  @Test
  void aPageThatTheBrowserHasAlreadyIsCounted() throws Exception {
    HttpResponse<String> first = get("/app/about.html");
    String modified = first.headers().firstValue("Last-Modified").orElseThrow();

    assertThat(get("/app/about.html", "If-Modified-Since", modified).statusCode()).isEqualTo(304);

    assertThat(plausible.awaitEvents(2, PATIENCE))
        .extracting(RecordedEvent::pathname)
        .containsExactly("/app/about.html", "/app/about.html");
  }

  @Test
  void nothingElseIsCounted() throws Exception {
    assertThat(get("/app/missing").statusCode()).isEqualTo(404);
    assertThat(get("/app/broken").statusCode()).isEqualTo(500);
    assertThat(get("/app/broken-later").statusCode()).isEqualTo(500);
    assertThat(get("/app/never").statusCode()).isEqualTo(503);
    assertThat(get("/app/refused").statusCode()).isEqualTo(403);
    assertThat(get("/app/moved").statusCode()).isEqualTo(302);
    assertThat(get("/app/style.css").statusCode()).isEqualTo(200);
    assertThat(send(request("/app/page").method("HEAD", nothing())).statusCode()).isEqualTo(200);
    assertThat(send(request("/app/page").POST(nothing())).statusCode()).isEqualTo(405);
    assertThat(send(browserRequest(managementPort, "/actuator/health").GET()).statusCode())
        .isEqualTo(200);
    // The last one, which is counted after what came before.
    get("/app/page");

    assertThat(plausible.awaitEvents(1, PATIENCE))
        .extracting(RecordedEvent::pathname)
        .containsExactly("/app/page");
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private HttpRequest.Builder request(String path) {
    return browserRequest(port, path);
  }

  private static HttpRequest.Builder browserRequest(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
        .header("Accept-Encoding", "gzip")
        .header("Accept", "text/html,*/*;q=0.8");
  }

  private static HttpRequest.BodyPublisher nothing() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
