package blog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.spring.test.PlausibleTest;
import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.RecordedEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** A dependency and two properties, of which {@code @PlausibleTest} sets the address. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = BlogApplication.class,
    properties = {
      "plausible.page-views.enabled=true",
      "plausible.page-views.exclude=/posts/draft/*,*.pdf",
      "plausible.proxy.enabled=true",
      "management.endpoints.web.exposure.include=health",
      "management.endpoint.health.show-details=always"
    })
@PlausibleTest
class FirstEventTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Autowired PlausibleServer plausible;

  @Value("${local.server.port}")
  int port;

  @Test
  void aPageOfTheApplicationIsCountedAndSoIsWhatItsScriptSends() throws Exception {
    send(request("/posts/draft/secret").GET());
    send(request("/posts/hello").GET());
    // A browser loads the script first; so on a slow machine the event finds the proxy's code
    // loaded.
    send(request("/stats/js/script.js").GET());
    HttpResponse<String> answer =
        send(
            request("/stats/api/event")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"n\":\"Signup\",\"u\":\"http://a.example/join\",\"d\":\"a.example\"}")));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(plausible.awaitEvents(2, PATIENCE))
        .extracting(RecordedEvent::pathname)
        .containsExactlyInAnyOrder("/posts/hello", "/join");
  }

  @Test
  void theHealthOfCountingIsShown() throws Exception {
    HttpResponse<String> health = send(request("/actuator/health").GET());

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("\"plausible\":{", "\"pending\":", "sessions=ok");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
        .header("Accept", path.startsWith("/actuator") ? "application/json" : "text/html,*/*");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
