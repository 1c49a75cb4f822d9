package io.github.plausible4j.k8s.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

class BoundedHttpTest {
  private final List<Duration> waits = new ArrayList<>();
  private final BoundedHttp http =
      new BoundedHttp(BoundedHttp.defaultClient(), Clock.systemUTC(), waits::add);

  @Test
  void noRequestIsRepeatedWithoutAWait() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(refusal("0"));
      server.enqueue(refusal("00"));
      server.enqueue(new MockResponse.Builder().body("ok").build());
      server.start();

      assertThat(send(server).status()).isEqualTo(200);
      assertThat(server.getRequestCount()).isEqualTo(3);
      assertThat(waits).hasSize(2).allSatisfy(wait -> assertThat(wait).isPositive());
    }
  }

  @Test
  void aWaitBeyondAllMeasureEndsTheAttempts() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(refusal("99999999999999999999"));
      server.start();

      assertThat(send(server).status()).isEqualTo(503);
      assertThat(waits).isEmpty();
    }
  }

  private HttpResponse send(MockWebServer server) throws IOException {
    return http.send(new Request.Builder().url(server.url("/")).build(), 1_000);
  }

  private static MockResponse refusal(String wait) {
    return new MockResponse.Builder().code(503).addHeader("Retry-After", wait).build();
  }
}
