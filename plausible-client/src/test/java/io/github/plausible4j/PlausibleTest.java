package io.github.plausible4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlausibleTest {
  private static final String KEY = "a-key-that-nobody-may-see";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stats.example.org", "ftp://stats.example.org", "", "http://", "nonsense"})
  void whatIsNoWebAddressIsRefusedWithTheWayOut(String baseUrl) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plausible.create(baseUrl))
        .withMessageContainingAll("baseUrl", "https://stats.example.org");
  }

  @Test
  void allWrongSettingsAreReportedAtOnceAndNoSecretIsShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Plausible.builder("https://user:" + KEY + "@stats.example.org")
                    .apiKey(KEY + "\n")
                    .callTimeout(Duration.ZERO)
                    .userAgent(" ")
                    .defaultSite("a,b")
                    .build())
        .withMessageContainingAll("5 problems", "apiKey", "callTimeout", "userAgent", "defaultSite")
        .withMessageNotContaining(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a b", "", "https://blog.example.com"})
  void whatIsNoDomainIsNoDefaultSite(String site) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plausible.builder("https://stats.example.org").defaultSite(site).build())
        .withMessageContaining("defaultSite");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S", "PT600H"})
  void aCallTimeoutThatCannotBeCountedIsRefused(String timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Plausible.builder("https://stats.example.org")
                    .callTimeout(Duration.parse(timeout))
                    .build())
        .withMessageContaining("callTimeout");
  }

  @Test
  void aSlowAnswerIsLimitedOnlyByTheCallTimeout() {
    Duration patience = Duration.ofMinutes(2);
    OkHttpClient client =
        OwnedHttpClient.of(Plausible.builder(url()).callTimeout(patience), HttpUrl.get(url()))
            .client();

    assertThat(client.callTimeoutMillis()).isEqualTo(120_000);
    assertThat(client.readTimeoutMillis()).as("none of its own").isZero();
    assertThat(client.writeTimeoutMillis()).as("none of its own").isZero();
  }

  @Test
  void aCallTimeoutOfTheCallersClientStaysUnlessAnotherIsSet() {
    OkHttpClient patient = new OkHttpClient.Builder().callTimeout(Duration.ofMinutes(2)).build();
    Plausible.Builder builder = Plausible.builder(url());

    assertThat(OwnedHttpClient.of(builder, HttpUrl.get(url())).client().callTimeoutMillis())
        .isEqualTo(30_000);
    builder.httpClient(new OkHttpClient());
    assertThat(OwnedHttpClient.of(builder, HttpUrl.get(url())).client().callTimeoutMillis())
        .isEqualTo(30_000);
    builder.httpClient(patient);
    assertThat(OwnedHttpClient.of(builder, HttpUrl.get(url())).client().callTimeoutMillis())
        .isEqualTo(120_000);
    builder.callTimeout(Duration.ofSeconds(5));
    assertThat(OwnedHttpClient.of(builder, HttpUrl.get(url())).client().callTimeoutMillis())
        .isEqualTo(5_000);
  }

  @Test
  void theKeyIsInNoText() {
    Plausible.Builder builder = Plausible.builder("https://stats.example.org").apiKey(KEY);
    try (Plausible plausible = builder.build()) {
      assertThat(plausible.toString() + builder).contains("stats.example.org").doesNotContain(KEY);
    }
  }

  @Test
  void aHealthyServerIsHealthy() {
    answer(
        200,
        "{\"sessions\":\"ok\",\"postgres\":\"ok\",\"clickhouse\":\"ok\",\"sites_cache\":\"ok\"}");

    Health health = plausible().health();

    assertThat(health.isHealthy()).isTrue();
    assertThat(health.components()).containsKeys("postgres", "clickhouse", "sites_cache");
  }

  @Test
  void itsRequestsCarryTheNameThatWasSet() throws InterruptedException {
    answer(200, "{\"postgres\":\"ok\"}");
    answer(200, "{\"postgres\":\"ok\"}");
    try (Plausible named = Plausible.builder(url()).userAgent("shop/7").build()) {
      named.health();
      plausible().health();
    }
    assertThat(server.takeRequest().getHeaders().get("User-Agent")).isEqualTo("shop/7");
    assertThat(server.takeRequest().getHeaders().get("User-Agent")).isEqualTo("plausible4j");
  }

  @Test
  void aServerWithoutItsDatabaseSaysWhich() {
    answer(
        500,
        "{\"sessions\":\"ok\",\"postgres\":\"error\",\"clickhouse\":\"ok\",\"sites_cache\":null}");

    Health health = plausible().health();

    assertThat(health.isHealthy()).isFalse();
    assertThat(health.components())
        .containsAllEntriesOf(Map.of("postgres", "error", "sites_cache", "unknown"));
  }

  @Test
  void aPageIsNotHealth() {
    answer(200, "<html>welcome to nginx");

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> plausible().health())
        .withMessageContainingAll("is this Plausible?", "welcome to nginx");
  }

  @Test
  void aProxyWithoutAServerIsAServerError() {
    answer(502, "<html>Bad Gateway");

    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> plausible().health())
        .satisfies(e -> assertThat(e.status()).isEqualTo(502));
  }

  @Test
  void aRedirectSaysWhereToPointTo() {
    server.enqueue(
        new MockResponse.Builder()
            .code(301)
            .setHeader("Location", "https://stats.example.org/api/health?filters=a")
            .build());

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> plausible().health())
        .withMessageContainingAll(
            "redirected to https://stats.example.org/api/health…;", "set the base URL")
        .withMessageNotContaining("filters");
  }

  @Test
  void aServerTellsItsRelease() {
    answer(
        200,
        "{\"build\":{\"version\":\"v3.2.1\",\"commit\":\"abc\",\"created\":null,\"tags\":null},"
            + "\"geo_database\":\"DBIP-City-Lite\"}");

    ServerInfo info = plausible().serverInfo();

    assertThat(info.hasSystemRoute()).isTrue();
    assertThat(info.version()).contains("v3.2.1");
    assertThat(info.commit()).contains("abc");
    assertThat(info.geoDatabase()).contains("DBIP-City-Lite");
  }

  @Test
  void anImageBuiltByHandDoesNotKnowItsRelease() {
    answer(200, "{\"build\":{\"version\":null,\"commit\":null},\"geo_database\":\"x\"}");

    assertThat(plausible().serverInfo().version()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 406})
  void aServerBeforeThreeHasNoSuchRoute(int status) {
    answer(status, "<html>not found");
    answer(200, "{\"postgres\":\"ok\",\"clickhouse\":\"ok\"}");

    ServerInfo info = plausible().serverInfo();

    assertThat(info.hasSystemRoute()).isFalse();
    assertThat(info).hasToString("ServerInfo[before 3.0, commit=null, geoDatabase=null]");
  }

  @Test
  void whatIsNotPlausibleIsNoOldRelease() {
    answer(404, "<html>404 nginx");
    answer(404, "<html>404 nginx");

    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> plausible().serverInfo());
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidRequestException",
    "422, InvalidRequestException",
    "401, UnauthorizedException",
    "402, PaymentRequiredException",
    "404, NotFoundException",
    "429, RateLimitedException",
    "500, ServerException",
    "503, ServerException",
    "413, ApiException"
  })
  void eachStatusHasItsException(int status, String type) {
    answer(status, "{\"error\":\"the server's words\"}");

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> plausible().health())
        .satisfies(
            e -> {
              assertThat(e.getClass().getSimpleName()).isEqualTo(type);
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.messages()).containsExactly("the server's words");
              assertThat(e).hasMessageContaining("the server's words");
            });
  }

  @Test
  void aLimitSaysHowLongToWaitIfTheServerDoes() {
    server.enqueue(
        new MockResponse.Builder().code(429).setHeader("Retry-After", "7").body("{}").build());

    assertThatExceptionOfType(RateLimitedException.class)
        .isThrownBy(() -> plausible().health())
        .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
  }

  @Test
  void aCallersClientStaysTheCallers() {
    OkHttpClient own = new OkHttpClient();
    answer(200, "{\"postgres\":\"ok\"}");
    try (Plausible plausible = Plausible.builder(url()).httpClient(own).build()) {
      assertThat(plausible.health().isHealthy()).isTrue();
    }
    assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
  }

  @Test
  void aClientThatIsClosedMakesNoQueueThatNobodyWouldClose() {
    Plausible closed = plausible();
    closed.close();

    assertThatIllegalStateException()
        .isThrownBy(closed::eventQueue)
        .withMessageContaining("is closed");
  }

  private Plausible plausible() {
    return Plausible.create(url());
  }

  private String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  @Test
  void certificatesAreReadOnlyWhereThereAreSome() {
    Plausible.Builder builder = Plausible.builder(url());

    assertThatIllegalStateException()
        .isThrownBy(
            () -> OwnedHttpClient.of(builder, HttpUrl.get(url())).client().sslSocketFactory())
        .withMessageContaining("CLEARTEXT-only");
    assertThat(
            OwnedHttpClient.of(builder, HttpUrl.get("https://stats.example.org"))
                .client()
                .sslSocketFactory())
        .isNotNull();
  }
}
