package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be made to go wrong. */
class FaultTest {
  private static final String JSON =
      "{\"name\":\"x\",\"url\":\"https://a.test/\",\"domain\":\"a.test\"}";

  @Test
  void theNextRequestsFailWithoutEffect() {
    try (PlausibleServer server = PlausibleServer.start()) {
      server.fail(2, 503);

      assertThat(Http.event(server, JSON).statusCode()).isEqualTo(503);
      assertThat(Http.event(server, JSON).statusCode()).isEqualTo(503);
      assertThat(Http.event(server, JSON).statusCode()).isEqualTo(202);
      assertThat(server.events()).hasSize(1);
    }
  }

  @Test
  void retryAfterIsInSeconds() {
    try (PlausibleServer server = PlausibleServer.start()) {
      server.retryAfter(1, Duration.ofMinutes(2));

      HttpResponse<String> response = Http.event(server, JSON);

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("retry-after")).contains("120");
    }
  }

  @Test
  void aConnectionThatEndsBeforeReadingLeavesNoEvent() {
    try (PlausibleServer server = PlausibleServer.start()) {
      // Two: the JDK's client tries once more on a connection that ended without an answer.
      server.inject(2, Fault.disconnectBeforeReading());

      assertThatThrownBy(() -> send(server)).isInstanceOf(IOException.class);

      server.clearFaults();
      assertThat(server.events()).isEmpty();
    }
  }

  @Test
  void aConnectionThatEndsAfterReadingLeavesTheEvent() {
    try (PlausibleServer server = PlausibleServer.start()) {
      server.inject(2, Fault.disconnectAfterReading());

      assertThatThrownBy(() -> send(server)).isInstanceOf(IOException.class);

      assertThat(server.events()).isNotEmpty();
    }
  }

  @Test
  void aStalledRequestTakesEffectWithoutAnAnswer() throws InterruptedException {
    try (PlausibleServer server = PlausibleServer.start()) {
      server.inject(1, Fault.stall());

      assertThatThrownBy(
              () ->
                  Http.client()
                      .send(
                          HttpRequest.newBuilder(
                                  Http.request(
                                      server,
                                      "POST",
                                      "/api/event",
                                      JSON,
                                      "Content-Type",
                                      "application/json"),
                                  (name, value) -> true)
                              .timeout(Duration.ofMillis(500))
                              .build(),
                          BodyHandlers.ofString()))
          .isInstanceOf(HttpTimeoutException.class);

      assertThat(server.awaitEvents(1, Duration.ofMinutes(5))).hasSize(1);
      assertThat(Http.event(server, JSON).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void aDelayHoldsEveryAnswerUntilItIsEnded() {
    try (PlausibleServer server = PlausibleServer.start()) {
      server.delay(Duration.ofMillis(50));
      long start = System.nanoTime();
      assertThat(Http.event(server, JSON).statusCode()).isEqualTo(202);
      assertThat(Http.event(server, JSON).statusCode()).isEqualTo(202);

      // A lower bound only: no machine answers earlier than it was told to.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(99));

      server.delay(Duration.ZERO);
      assertThat(Http.event(server, JSON).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void aSlowBodyComesWholeAtLast() {
    try (PlausibleServer server = PlausibleServer.start()) {
      server.inject(1, Fault.slowBody(Duration.ofMillis(100)));

      assertThat(Http.get(server, "/api/health").body())
          .contains("\"postgres\":\"ok\"")
          .endsWith("}");
    }
  }

  @Test
  void faultsByChanceFollowTheirSeed() {
    List<Integer> first = statuses(7);
    List<Integer> second = statuses(7);

    assertThat(first).isEqualTo(second).contains(202, 500, 503);
  }

  private static List<Integer> statuses(long seed) {
    try (PlausibleServer server = PlausibleServer.start()) {
      server.injectRandomly(0.5, seed, Fault.status(500), Fault.status(503));
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        statuses.add(Http.event(server, JSON).statusCode());
      }
      return statuses;
    }
  }

  @Test
  void withoutClickHouseEventsAreAcceptedAndLost() {
    try (PlausibleServer server = PlausibleServer.start()) {
      server.clickHouseDown(true);

      HttpResponse<String> response = Http.event(server, JSON);

      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(response.headers().firstValue("x-plausible-dropped")).isEmpty();
      assertThat(server.events()).isEmpty();
    }
  }

  @Test
  void withoutPostgresEventsAreTaken() {
    try (PlausibleServer server = PlausibleServer.forSites("a.test")) {
      server.postgresDown(true);

      assertThat(Http.event(server, JSON).statusCode()).isEqualTo(202);
      assertThat(server.events()).hasSize(1);
    }
  }

  @Test
  void impossibleFaultsAreRefused() {
    assertThatThrownBy(() -> Fault.status(99)).hasMessageContaining("99");
    assertThatThrownBy(() -> Fault.delay(Duration.ofMillis(-1))).hasMessageContaining("negative");
    try (PlausibleServer server = PlausibleServer.start()) {
      assertThatThrownBy(() -> server.injectRandomly(1.5, 0)).hasMessageContaining("1.5");
      assertThatThrownBy(() -> server.fail(-1, 500)).hasMessageContaining("-1");
    }
  }

  private static HttpResponse<String> send(PlausibleServer server)
      throws IOException, InterruptedException {
    return Http.client()
        .send(
            Http.request(server, "POST", "/api/event", JSON, "Content-Type", "application/json"),
            BodyHandlers.ofString());
  }
}
