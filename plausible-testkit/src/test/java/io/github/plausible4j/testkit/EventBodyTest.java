package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How bodies are read by their Content-Type, and what happens around them. */
class EventBodyTest {
  private static final String JSON =
      "{\"name\":\"x\",\"url\":\"https://a.test/\",\"domain\":\"a.test\"}";
  private static final String NOT_JSON =
      "{\"errors\":{\"request\":[\"Unable to parse request body as json\"]}}";

  private static PlausibleServer server;

  @BeforeAll
  static void start() {
    server = PlausibleServer.forSites("a.test");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void isReadByContentType(String type, String body, int status, String answer) {
    HttpResponse<String> response =
        Http.send(server, "POST", "/api/event", body, "Content-Type", type);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(answer);
  }

  static Stream<Arguments> isReadByContentType() {
    String page = "<h1>Bad Request</h1>";
    String nothing = "\"url\":[\"is required\"]";
    return Stream.of(
        arguments("application/json", JSON, 202, "ok"),
        arguments("application/json; charset=utf-8", JSON, 202, "ok"),
        arguments("Application/JSON", JSON, 202, "ok"),
        arguments("application/vnd.api+json", JSON, 202, "ok"),
        arguments("application/json", "{\"name\":", 400, page),
        arguments("application/json", JSON + JSON, 400, page),
        arguments("application/json", "\uFEFF" + JSON, 400, page),
        arguments("application/json", "{'name':'x'}", 400, page),
        arguments("application/json", "[]", 400, nothing),
        arguments("text/plain", JSON, 202, "ok"),
        arguments("application/octet-stream", JSON, 202, "ok"),
        arguments("application/xml", JSON, 202, "ok"),
        arguments("text/plain", "{\"name\":", 400, NOT_JSON),
        arguments("text/plain", "[]", 400, NOT_JSON),
        arguments("text/plain", "", 400, NOT_JSON),
        arguments("text/plain", " ".repeat(1_000_000) + JSON, 400, NOT_JSON),
        arguments("application/x-www-form-urlencoded", JSON, 400, nothing),
        arguments(
            "application/x-www-form-urlencoded",
            "name=x&url=https%3A%2F%2Fa.test%2F&domain=a.test&props%5Bplan%5D=pro",
            202,
            "ok"),
        arguments(
            "multipart/form-data; boundary=B",
            multipart("name", "x") + multipart("url", "https://a.test/") + "--B--\r\n",
            202,
            "ok"),
        arguments("multipart/form-data; boundary=B", "--B\r\nno end", 400, page),
        arguments("multipart/form-data", "--B--", 400, page));
  }

  @Test
  void aBodyWithoutContentTypeCountsAsEmpty() {
    HttpResponse<String> response = Http.send(server, "POST", "/api/event", JSON);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"url\":[\"is required\"]");
  }

  @Test
  void parametersOfTheQueryStringAreNotRead() {
    HttpResponse<String> response =
        Http.send(
            server,
            "POST",
            "/api/event?name=x&url=https://a.test/&domain=a.test",
            "",
            "Content-Type",
            "application/json");

    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void malformedJsonIsReportedInJsonToClientsThatPreferIt() {
    HttpResponse<String> response = Http.event(server, "{\"name\":", "Accept", "application/json");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo("{\"message\":\"Bad Request\",\"status\":400}");
  }

  @Test
  void aCompressedBodyIsRefused() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(JSON.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> response = post(zipped.toByteArray(), "Content-Encoding", "gzip");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("<h1>Bad Request</h1>");
  }

  @Test
  void invalidUtf8IsRefused() throws Exception {
    byte[] json = JSON.getBytes(StandardCharsets.UTF_8);
    json[10] = (byte) 0xff;

    assertThat(post(json, "X-Test", "1").statusCode()).isEqualTo(400);
  }

  @Test
  void utf16IsRefused() throws Exception {
    assertThat(post(JSON.getBytes(StandardCharsets.UTF_16), "X-Test", "1").statusCode())
        .isEqualTo(400);
  }

  @Test
  void moreThanEightMillionBytesAreTooLarge() throws Exception {
    byte[] json = (" ".repeat(8_000_001) + JSON).getBytes(StandardCharsets.UTF_8);

    assertThat(post(json, "X-Test", "1").statusCode()).isEqualTo(413);
  }

  @ParameterizedTest(name = "Accept {0}")
  @MethodSource
  void isNegotiated(String accept, int status) {
    assertThat(Http.event(server, JSON, "Accept", accept).statusCode()).isEqualTo(status);
  }

  static Stream<Arguments> isNegotiated() {
    return Stream.of(
        arguments("*/*", 202),
        arguments("application/json", 202),
        arguments("application/*", 202),
        arguments("text/html, application/json;q=0.5", 202),
        arguments("text/html, */*;q=0.1", 202),
        arguments("text/html", 406),
        arguments("text/plain", 406),
        arguments("application/xml", 406));
  }

  @Test
  void onlyPostIsRouted() {
    assertThat(Http.get(server, "/api/event").statusCode()).isEqualTo(404);
    assertThat(Http.send(server, "HEAD", "/api/event", null).statusCode()).isEqualTo(404);
    assertThat(Http.send(server, "PUT", "/api/event", JSON).statusCode()).isEqualTo(404);
  }

  @Test
  void aTrailingSlashDoesNotMatter() {
    HttpResponse<String> response =
        Http.send(server, "POST", "/api/event/", JSON, "Content-Type", "application/json");

    assertThat(response.statusCode()).isEqualTo(202);
  }

  @Test
  void browsersMayPostFromAnyPage() {
    HttpResponse<String> preflight = Http.send(server, "OPTIONS", "/api/event", null);
    HttpResponse<String> post = Http.event(server, JSON);

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("access-control-allow-methods").orElseThrow())
        .contains("POST");
    assertThat(post.headers().firstValue("access-control-allow-origin")).contains("*");
  }

  @Test
  void keysAndAuthorizationAreIgnored() {
    assertThat(Http.event(server, JSON, "Authorization", "Bearer nonsense").statusCode())
        .isEqualTo(202);
  }

  private static HttpResponse<String> post(byte[] body, String header, String value)
      throws IOException, InterruptedException {
    return Http.client()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api/event"))
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
  }

  private static String multipart(String name, String value) {
    return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
}
