package io.github.plausible4j.spring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.spring.test.PlausibleTest;
import io.github.plausible4j.testkit.PlausibleServer;
import io.github.plausible4j.testkit.RecordedEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** A controller that counts is never what ends a stranger's request. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = {BlogApplication.class, JoinController.class},
    properties = {
      "plausible.trusted-proxies=1",
      "server.tomcat.relaxed-query-chars=<,>,[,],^,`,{,|,}"
    })
@PlausibleTest
class StrangersRequestTest {
  private static final int PATIENCE_MILLIS = 300_000;

  @Autowired PlausibleServer plausible;

  @Value("${local.server.port}")
  int port;

  @Test
  void eachRequestIsAnsweredAndCounted() throws Exception {
    String[] queries = {
      "width=100%&height=100%",
      "q=50%",
      "q=%zz",
      "q=%00%ff",
      "a=" + "x".repeat(4_000),
      "gclid=" + "x".repeat(2_500),
      "q=[1]|{2}^`<3>",
      "?//",
      ""
    };
    for (String query : queries) {
      assertThat(post(query)).as(query).startsWith("HTTP/1.1 200").endsWith("welcome");
    }

    assertThat(plausible.awaitEvents(queries.length, Duration.ofMinutes(5)))
        .hasSize(queries.length)
        .allSatisfy(
            event -> {
              assertThat(event.name()).isEqualTo("Signup");
              assertThat(event.pathname()).isEqualTo("/join");
            })
        .extracting(RecordedEvent::visitorId)
        .containsOnly(plausible.events().get(0).visitorId());
  }

  /** The visitor has written the first line of X-Forwarded-For, the trusted proxy the second. */
  private String post(String query) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request =
          "POST /join?"
              + query
              + " HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\nContent-Length: 0\r\n"
              + "X-Forwarded-For: 198.51.100."
              + query.length() % 256
              + "\r\nX-Forwarded-For: 203.0.113.7\r\n"
              + "Referer: https://news.example.org/?q=100%\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1).strip();
    }
  }
}
