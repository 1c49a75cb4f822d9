package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.Revenue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.internal.BotWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventClientTest {
  private static final Event SIGNUP =
      Event.builder("Signup", "https://blog.example.com/join")
          .visitor(Visitor.of("203.0.113.7", "Mozilla/5.0 (X11)"))
          .build();

  @Test
  void anEventGoesOutAsTheApiWantsIt() throws JsonProcessingException {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      Event event =
          SIGNUP.toBuilder()
              .site("blog.example.com", "example.com")
              .referrer("https://example.org/?q=\"é\"")
              .prop("plan", "pro")
              .prop("seats", 3)
              .revenue(Revenue.of("EUR", "12.50"))
              .interactive(false)
              .hashMode(true)
              .build();

      assertThat(server.plausible().events().send(event)).isEqualTo(new SendResult.Accepted());

      RecordedRequest request = server.nextRequest();
      assertThat(request.getMethod()).isEqualTo("POST");
      assertThat(request.getUrl().encodedPath()).isEqualTo("/api/event");
      assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
      assertThat(request.getHeaders().get("User-Agent")).isEqualTo("Mozilla/5.0 (X11)");
      assertThat(request.getHeaders().get("X-Forwarded-For")).isEqualTo("203.0.113.7");
      assertThat(request.getHeaders().get("X-Plausible-IP")).isEqualTo("203.0.113.7");
      assertThat(request.getHeaders().get("Accept")).isNull();
      assertThat(body(request))
          .isEqualTo(
              json(
                  """
                  {"name": "Signup", "url": "https://blog.example.com/join",
                   "domain": "blog.example.com,example.com",
                   "referrer": "https://example.org/?q=\\"é\\"",
                   "props": {"plan": "pro", "seats": "3"},
                   "revenue": {"currency": "EUR", "amount": "12.50"},
                   "interactive": false, "hashMode": 1}
                  """));
    }
  }

  @Test
  void anAnswerThatIsCutAfterItsStatusIsAnAnswer() {
    MockResponse cut =
        TestServer.status(202).newBuilder().onResponseBody(new SocketEffect.CloseSocket()).build();
    try (TestServer server = TestServer.answering(cut);
        EventQueue queue = server.plausible().eventQueue()) {
      assertThat(server.plausible().events().send(SIGNUP)).isEqualTo(new SendResult.Accepted());

      queue.track(SIGNUP);

      DeliveryStats stats = queue.close(Duration.ofMinutes(5)).stats();
      assertThat(stats.accepted()).isEqualTo(1);
      assertThat(stats.ambiguous()).isZero();
      assertThat(server.mock().getRequestCount()).isEqualTo(2);
    }
  }

  @Test
  void aListenerThatInterruptsItsThreadSpoilsNoRequest() {
    DeliveryListener interrupting =
        new DeliveryListener() {
          @Override
          public void ended(Event event, SendResult result) {
            Thread.currentThread().interrupt();
          }
        };
    try (TestServer server = TestServer.answering(TestServer.status(202));
        EventQueue queue =
            server
                .plausible()
                .eventQueue(
                    DeliveryPolicy.builder().connections(1).listener(interrupting).build())) {
      for (int i = 0; i < 20; i++) {
        queue.track(SIGNUP);
      }

      DeliveryStats stats = queue.close(Duration.ofMinutes(5)).stats();
      assertThat(stats.accepted()).isEqualTo(20);
      assertThat(stats.retries()).isZero();
    }
  }

  @Test
  void aPlainEventHasNothingThatItDoesNotNeed() throws JsonProcessingException {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      server.plausible().events().send(SIGNUP);

      assertThat(body(server.nextRequest()))
          .isEqualTo(json("{\"name\":\"Signup\",\"url\":\"https://blog.example.com/join\"}"));
    }
  }

  @Test
  void anEngagementCarriesDepthAndMilliseconds() throws JsonProcessingException {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      server
          .plausible()
          .events()
          .send(
              Event.builder(Event.ENGAGEMENT, "https://blog.example.com/")
                  .scrollDepth(70)
                  .engagementTime(Duration.ofSeconds(3))
                  .build());

      JsonNode body = body(server.nextRequest());
      assertThat(body.get("sd").asInt()).isEqualTo(70);
      assertThat(body.get("e").asInt()).isEqualTo(3_000);
    }
  }

  @Test
  void anEventOfTheMachineSendsNoAddressAndAUserAgentThatIsNoBots() {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      server.plausible().events().send(Event.pageview("https://blog.example.com/"));

      RecordedRequest request = server.nextRequest();
      assertThat(request.getHeaders().get("X-Forwarded-For")).isNull();
      assertThat(request.getHeaders().get("X-Plausible-IP")).isNull();
      assertThat(BotWords.find(request.getHeaders().get("User-Agent"))).isEmpty();
    }
  }

  @Test
  void aBrowserWithoutAUserAgentIsNotGivenOurs() {
    try (TestServer server = TestServer.answering(TestServer.status(202))) {
      server.plausible().events().send(SIGNUP.withVisitor(Visitor.of("203.0.113.7", null)));

      assertThat(server.nextRequest().getHeaders().get("User-Agent")).isEmpty();
    }
  }

  @Test
  void aServerOf2021GetsPropertiesAsText() throws JsonProcessingException {
    try (TestServer server = TestServer.answering(TestServer.status(202));
        Plausible old =
            Plausible.builder(server.url()).propsAsText(true).defaultSite("b.example").build()) {
      old.events().send(SIGNUP.toBuilder().prop("plan", "\"pro\"").build());

      JsonNode body = body(server.nextRequest());
      assertThat(body.get("props").asText()).isEqualTo("{\"plan\":\"\\\"pro\\\"\"}");
      assertThat(body.get("domain").asText()).isEqualTo("b.example");
    }
  }

  @Test
  void aServerBelowAPathIsReached() {
    try (TestServer server = TestServer.answering(TestServer.status(202));
        Plausible below = Plausible.create(server.url() + "/stats")) {
      below.events().send(SIGNUP);

      assertThat(server.nextRequest().getUrl().encodedPath()).isEqualTo("/stats/api/event");
    }
  }

  static Stream<Arguments> eachAnswerHasItsResult() {
    return Stream.of(
        arguments(answer(202, "ok"), new SendResult.Accepted()),
        arguments(answer(202, ""), new SendResult.Accepted()),
        arguments(answer(202, "{}"), new SendResult.Accepted()),
        arguments(dropping("0"), new SendResult.Accepted()),
        arguments(dropping("1"), new SendResult.Dropped(1)),
        arguments(dropping("3"), new SendResult.Dropped(3)),
        arguments(dropping("many"), new SendResult.Dropped(1)),
        arguments(
            answer(400, "{\"errors\":{\"url\":[\"is required\"],\"domain\":[\"can't be blank\"]}}"),
            new SendResult.Rejected(
                400, Map.of("url", List.of("is required"), "domain", List.of("can't be blank")))),
        arguments(answer(400, ""), new SendResult.Rejected(400, Map.of())),
        arguments(answer(400, "<html>Bad Request"), new SendResult.Rejected(400, Map.of())),
        arguments(answer(413, "too large"), new SendResult.Rejected(413, Map.of())),
        arguments(answer(422, "{}"), new SendResult.Rejected(422, Map.of())));
  }

  @ParameterizedTest
  @MethodSource
  void eachAnswerHasItsResult(MockResponse answer, SendResult expected) {
    try (TestServer server = TestServer.answering(answer)) {
      assertThat(server.plausible().events().send(SIGNUP)).isEqualTo(expected);
      assertThat(server.plausible().events().sendAsync(SIGNUP).join()).isEqualTo(expected);
    }
  }

  static Stream<Arguments> whatIsNotPlausiblesAnswerFails() {
    return Stream.of(
        arguments(answer(408, ""), 408, false, "408"),
        arguments(answer(425, ""), 425, false, "425"),
        arguments(answer(429, ""), 429, false, "429"),
        arguments(answer(503, ""), 503, false, "503"),
        arguments(answer(521, ""), 521, false, "521"),
        arguments(answer(525, ""), 525, false, "525"),
        arguments(answer(522, ""), 522, true, "522"),
        arguments(answer(500, ""), 500, true, "500"),
        arguments(answer(502, ""), 502, true, "502"),
        arguments(answer(504, ""), 504, true, "504"),
        arguments(answer(401, ""), 401, false, "the proxy in front of it"),
        arguments(answer(404, ""), 404, false, "base URL"),
        arguments(answer(406, ""), 406, false, "406"),
        arguments(answer(200, "<html>maintenance"), 200, false, "not an answer of Plausible"),
        arguments(page(202), 202, false, "not an answer of Plausible"),
        arguments(
            redirect("https://stats.example.org/api/event"),
            301,
            false,
            "https://stats.example.org"),
        arguments(redirect("/login"), 301, false, "redirects are not followed"));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNotPlausiblesAnswerFails(
      MockResponse answer, int status, boolean mayHaveArrived, String words) {
    try (TestServer server = TestServer.answering(answer)) {
      SendResult result = server.plausible().events().send(SIGNUP);

      assertThat(result).isInstanceOf(SendResult.Failed.class);
      SendResult.Failed failed = (SendResult.Failed) result;
      assertThat(failed.status()).isEqualTo(status);
      assertThat(failed.mayHaveArrived()).isEqualTo(mayHaveArrived);
      assertThat(failed.reason()).contains(words);
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (TestServer server = TestServer.answering(redirect("/elsewhere"))) {
      server.plausible().events().send(SIGNUP);

      assertThat(server.mock().getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void aDeadServerIsDistinguishedFromOneThatBreaksOff() throws IOException {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }
    try (Plausible dead = Plausible.create("http://127.0.0.1:" + freePort)) {
      SendResult.Failed failed = (SendResult.Failed) dead.events().send(SIGNUP);
      assertThat(failed.mayHaveArrived()).isFalse();
      assertThat(failed.reason()).contains("nothing accepts connections at http://127.0.0.1");
    }
  }

  @Test
  void anAddressThatIsNotInDnsIsReported() {
    try (Plausible unknown = Plausible.create("http://no-such-host.invalid")) {
      SendResult.Failed failed = (SendResult.Failed) unknown.events().send(SIGNUP);
      assertThat(failed.mayHaveArrived()).isFalse();
      assertThat(failed.reason()).contains("no-such-host.invalid cannot be resolved");
    }
  }

  @Test
  void aServerWithoutTlsIsReported() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Plausible tls = Plausible.create("https://127.0.0.1:" + plain.getLocalPort())) {
      new Thread(() -> answerInPlainText(plain)).start();

      SendResult.Failed failed = (SendResult.Failed) tls.events().send(SIGNUP);

      assertThat(failed.mayHaveArrived()).isFalse();
      assertThat(failed.reason()).contains("no TLS connection to https://127.0.0.1");
    }
  }

  private static void answerInPlainText(ServerSocket server) {
    try (Socket connection = server.accept()) {
      connection
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      while (connection.getInputStream().read() >= 0) {
        // Until the client gives up.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSilentServerIsReportedAndMayHaveCounted() {
    MockResponse silence =
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
    try (TestServer server = TestServer.answering(silence);
        Plausible impatient =
            Plausible.builder(server.url()).callTimeout(Duration.ofMillis(300)).build()) {
      SendResult.Failed failed = (SendResult.Failed) impatient.events().send(SIGNUP);
      assertThat(failed.mayHaveArrived()).isTrue();
      assertThat(failed.reason()).contains("did not answer in time");
    }
  }

  @Test
  void aConnectionThatBreaksAfterTheRequestMayHaveDelivered() {
    MockResponse cut =
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    try (TestServer server = TestServer.answering(cut)) {
      SendResult.Failed failed = (SendResult.Failed) server.plausible().events().send(SIGNUP);
      assertThat(failed.mayHaveArrived()).isTrue();
      assertThat(failed.reason()).contains("broke before the answer");
      assertThat(server.mock().getRequestCount())
          .as("OkHttp must not repeat by itself what may have arrived")
          .isEqualTo(1);
    }
  }

  @Test
  void anInterceptorThatThrowsIsAResultToo() {
    OkHttpClient broken =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  throw new IllegalStateException("no token");
                })
            .build();
    try (Plausible plausible = Plausible.builder("http://127.0.0.1").httpClient(broken).build()) {
      SendResult.Failed failed = (SendResult.Failed) plausible.events().send(SIGNUP);
      assertThat(failed.reason()).contains("no token");
      assertThat(failed.mayHaveArrived()).as("without a connection").isFalse();
    }
  }

  @Test
  void aCanceledFutureEndsItsRequest() {
    MockResponse silence =
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
    try (TestServer server = TestServer.answering(silence)) {
      CompletableFuture<SendResult> future = server.plausible().events().sendAsync(SIGNUP);
      server.nextRequest();

      assertThat(future.cancel(true)).isTrue();
      assertThat(future).isCancelled();
    }
  }

  private static MockResponse answer(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  private static MockResponse page(int status) {
    return new MockResponse.Builder()
        .code(status)
        .body("<html>")
        .setHeader("Content-Type", "Text/HTML; charset=utf-8")
        .build();
  }

  private static MockResponse dropping(String sites) {
    return new MockResponse.Builder()
        .code(202)
        .body("ok")
        .setHeader("x-plausible-dropped", sites)
        .build();
  }

  private static MockResponse redirect(String location) {
    return new MockResponse.Builder().code(301).setHeader("Location", location).build();
  }

  private static JsonNode body(RecordedRequest request) throws JsonProcessingException {
    return json(request.getBody().utf8());
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
