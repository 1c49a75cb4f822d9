package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server of 2021. */
@TestInstance(Lifecycle.PER_METHOD)
class OldServerTest {
  private final PlausibleServer server =
      PlausibleServer.builder()
          .site("known.test")
          .release(ServerRelease.CE_2021)
          .place("81.2.69.", "GB", "", 0)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anEventIsAcceptedWithAnEmptyBody() {
    HttpResponse<String> response = send("\"props\":\"{\\\"plan\\\":\\\"pro\\\"}\"");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEmpty();
    assertThat(server.events().get(0).props()).containsEntry("plan", "pro");
  }

  @Test
  void propertiesThatAreAnObjectMakeItFail() {
    assertThat(send("\"props\":{\"plan\":\"pro\"}").statusCode()).isEqualTo(500);
    assertThat(server.events()).isEmpty();
  }

  @Test
  void anInvalidEventIsRefusedWithAnEmptyBody() {
    HttpResponse<String> response = Http.event(server, "{\"name\":\"x\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void unknownSitesAreTaken() {
    send("\"domain\":\"unknown.test\"");

    assertThat(server.events()).extracting(RecordedEvent::site).containsExactly("unknown.test");
  }

  @Test
  void droppedEventsAreNotCounted() {
    HttpResponse<String> response =
        Http.event(server, event("\"a\":1"), "User-Agent", "Googlebot/2.1");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("x-plausible-dropped")).isEmpty();
    assertThat(server.events()).isEmpty();
  }

  @Test
  void anyTruthyHashModeCounts() {
    send("\"url\":\"https://known.test/x#y\",\"h\":true");

    assertThat(server.events()).extracting(RecordedEvent::pathname).containsExactly("/x#y");
  }

  @ParameterizedTest(name = "{0} pixels: {1}")
  @CsvSource({
    "575,Mobile",
    "576,Tablet",
    "991,Tablet",
    "992,Laptop",
    "1439,Laptop",
    "1440,Desktop"
  })
  void theDeviceComesFromTheWidthOfTheScreen(int width, String device) {
    send("\"w\":" + width);

    assertThat(server.events()).extracting(RecordedEvent::device).containsExactly(device);
  }

  @Test
  void thePlausibleAddressHeaderIsNotKnown() {
    Http.event(
        server, event("\"a\":1"), "X-Plausible-IP", "81.2.69.1", "X-Forwarded-For", "192.0.2.1");

    assertThat(server.events()).extracting(RecordedEvent::country).containsExactly("");
  }

  @Test
  void healthKnowsOnlyTheDatabases() {
    assertThat(Http.get(server, "/api/health").body())
        .isEqualTo("{\"postgres\":\"ok\",\"clickhouse\":\"ok\"}");
    assertThat(Http.get(server, "/api/system").statusCode()).isEqualTo(404);
    assertThat(Http.get(server, "/api/plugins/v1/capabilities").statusCode()).isEqualTo(404);
    assertThat(Http.send(server, "POST", "/api/v2/query", "{}").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> send(String fields) {
    return Http.event(server, event(fields));
  }

  private static String event(String fields) {
    return "{"
        + fields
        + ",\"name\":\"x\",\"url\":\"https://known.test/\",\"domain\":\"known.test\"}";
  }
}
