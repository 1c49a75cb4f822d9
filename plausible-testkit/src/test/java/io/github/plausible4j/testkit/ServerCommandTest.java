package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server as a program of its own. */
class ServerCommandTest {
  @TempDir Path directory;

  @Test
  void itServesWhatItsFilesSayAndEndsOnRequest() throws Exception {
    Path config = directory.resolve("server.json");
    Files.writeString(
        config,
        """
        {"sites": [{"domain": "a.test", "timezone": "Europe/Berlin", "owner": "me",
                    "goals": [{"event": "Signup"}, {"page": "/x", "name": "X"}],
                    "properties": ["plan"], "shield": {"pages": ["/private/**"]},
                    "ingestLimit": {"events": 5, "seconds": 60}, "statsStart": "2025-12-24"}],
         "now": "2026-01-02T00:00:00Z", "hourlyLimit": 2,
         "apiKeys": [{"key": "secret-key", "owner": "me", "scopes": ["stats:read:*"]}],
         "pluginTokens": [{"token": "plugin-token", "site": "a.test"}],
         "places": {"81.2.": {"country": "GB"}}}
        """);
    Path seed = directory.resolve("seed.jsonl");
    Files.writeString(
        seed,
        """
        {"at": "2026-01-01T10:00:00Z", "site": "a.test", "name": "pageview", "url": "https://a.test/old", "visitor": "1", "country": "GB"}
        {"at": "2026-01-01T10:01:00Z", "site": "a.test", "name": "pageview", "url": "https://a.test/old", "visitor": "2"}
        """);

    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PlausibleServer.class.getName(),
                "--port",
                "0",
                "--config",
                config.toString(),
                "--seed",
                seed.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      String url = out.readLine();

      assertThat(
              post(url + "/api/event", "{\"name\":\"x\",\"url\":\"https://a.test/private/1\"}")
                  .headers()
                  .firstValue("x-plausible-dropped"))
          .contains("1");
      assertThat(
              post(
                      url + "/api/v2/query",
                      "{\"site_id\":\"a.test\",\"metrics\":[\"visitors\"],\"date_range\":\"7d\"}")
                  .body())
          .contains("\"metrics\":[2]");
      String all = "{\"site_id\":\"a.test\",\"metrics\":[\"visitors\"],\"date_range\":\"all\"}";
      assertThat(post(url + "/api/v2/query", all).body())
          .contains("[\"2025-12-24T00:00:00+01:00\",\"2026-01-02T23:59:59+01:00\"]");
      assertThat(post(url + "/api/v2/query", all).body())
          .contains("limited to 2 requests per hour");

      server.destroy();
      assertThat(server.waitFor(5, TimeUnit.MINUTES)).isTrue();
      // 128 + 15: what the JVM answers to SIGTERM after its hooks have run.
      assertThat(server.exitValue()).isEqualTo(143);
    } finally {
      server.destroyForcibly();
    }
  }

  private static HttpResponse<String> post(String url, String json)
      throws IOException, InterruptedException {
    return Http.client()
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer secret-key")
                .POST(BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void helpNamesEveryOption() {
    Output output = run("--help");

    assertThat(output.status).isZero();
    assertThat(output.out).contains("--port", "--config", "--seed", "--now", "--down", "--help");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--nope 1       | --nope is not an option",
        "--port         | --port needs a value",
        "--port x       | --port \"x\" is not a number",
        "--port 70000   | port 70000",
        "--now today    | --now \"today\" is not an instant",
        "--config /no/such/file | file not found: /no/such/file",
        "--down mysql   | --down \"mysql\" is not a database; use one of postgres, clickhouse",
      })
  void wrongOptionsAreNamed(String arguments, String message) {
    Output output = run(arguments.split(" ", -1));

    assertThat(output.status).isEqualTo(2);
    assertThat(output.err).contains(message);
  }

  @Test
  void allProblemsOfAConfigurationAreReportedAtOnce() throws IOException {
    Path config = directory.resolve("wrong.json");
    Files.writeString(
        config,
        """
        {"sits": [], "hourlyLimit": -1, "now": "soon",
         "sites": [{"domain": "a.test", "timezone": "Mars/Base", "colour": "red"},
                   {"domain": "b.test", "goals": [{"name": "neither"}], "shield": {"page": []}},
                   {"domain": "b.test"}, {"domain": 7, "properties": "plan"}],
         "apiKeys": [{"owner": "me"}], "pluginTokens": {}, "places": {"1.": {"country": 7}}}
        """);

    Output output = run("--config", config.toString());

    assertThat(output.status).isEqualTo(2);
    assertThat(output.err)
        .contains(
            "- sits is not known; use one of apiKeys, ",
            "- hourlyLimit -1 is not a whole number of at least 0",
            "- now \"soon\" cannot be used; write an instant such as 2026-11-23T00:24:00Z",
            "- sites[0].timezone \"Mars/Base\" cannot be used; use a time zone such as Europe/Berlin",
            "- sites[0].colour is not known; use one of domain, ",
            "- sites[1].goals[0] needs \"event\" or \"page\"",
            "- sites[1].shield.page is not known; use one of addresses, countries, hostnames, pages",
            "- sites[3].domain is a number; use a text",
            "- sites[3].properties is a text; use a list",
            "- apiKeys[0].key is missing; use a text",
            "- pluginTokens is an object; use a list",
            "- places.1..country is a number; use a text");
  }

  @Test
  void aDuplicateSiteIsReported() throws IOException {
    Path config = directory.resolve("twice.json");
    Files.writeString(config, "{\"sites\": [{\"domain\": \"a.test\"}, {\"domain\": \"a.test\"}]}");

    assertThat(run("--config", config.toString()).err)
        .contains("sites[1] site a.test was already added; add each site once");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty; write at least {}",
        "[] | is a list; use an object",
        "{ | is not JSON"
      })
  void aFileThatIsNotAConfigurationIsReported(String content, String message) throws IOException {
    Path config = directory.resolve("none.json");
    Files.writeString(config, content);

    assertThat(run("--config", config.toString()).err).contains(message);
  }

  @Test
  void theReleaseAndRevenueGoalsAreRead() throws IOException {
    Path config = directory.resolve("hosted.json");
    Files.writeString(
        config,
        """
        {"release": "HOSTED",
         "sites": [{"domain": "a.test", "goals": [{"event": "Buy", "currency": "EUR"}]}]}
        """);
    PlausibleServer.Builder builder = PlausibleServer.builder();
    ConfigFile.read(config, builder);

    try (PlausibleServer server = builder.start()) {
      String answer =
          Http.send(
                  server,
                  "POST",
                  "/api/v2/query",
                  "{\"site_id\":\"a.test\",\"metrics\":[\"total_revenue\"],\"date_range\":\"24h\"}",
                  "Content-Type",
                  "application/json",
                  "Authorization",
                  "Bearer " + server.apiKey())
              .body();
      assertThat(answer).contains("\"currency\":\"EUR\"");
    }
  }

  @Test
  void aPortInUseIsNamedWithTheRemedy() {
    try (PlausibleServer server = PlausibleServer.start()) {
      String port = Integer.toString(URI.create(server.url()).getPort());

      assertThat(run("--port", port).err)
          .contains("cannot listen on 127.0.0.1:" + port)
          .contains("choose another port, or 0 for any free one");
    }
  }

  @Test
  void aSeedWithAnUnknownKeyIsReported() throws IOException {
    Path seed = directory.resolve("typo.jsonl");
    Files.writeString(
        seed,
        "{\"at\":\"2026-01-01T10:00:00Z\",\"site\":\"a.test\",\"url\":\"/\",\"refferer\":\"x\"}\n");

    assertThat(run("--port", "0", "--seed", seed.toString()).err)
        .contains("line 1: refferer is not known");
  }

  @Test
  void allProblemsOfASeedAreReportedWithTheirLines() throws IOException {
    Path seed = directory.resolve("wrong.jsonl");
    Files.writeString(seed, "{\"site\":\"a.test\"}\nnot json\n");

    Output output = run("--port", "0", "--seed", seed.toString());

    assertThat(output.status).isEqualTo(2);
    assertThat(output.err).contains("line 1: url is missing", "line 2 is not JSON");
  }

  private record Output(int status, String out, String err) {}

  private static Output run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        ServerCommand.run(
            List.of(arguments).toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Output(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
