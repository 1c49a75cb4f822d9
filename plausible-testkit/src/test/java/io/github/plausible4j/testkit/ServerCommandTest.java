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
                    "ingestLimit": {"events": 5, "seconds": 60}}],
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
                seed.toString(),
                "--now",
                "2026-01-02T00:00:00Z")
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

      server.destroy();
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
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
    assertThat(output.out).contains("--port", "--config", "--seed", "--now", "--help");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--nope 1       | --nope is no option",
        "--port         | --port needs a value",
        "--port x       | --port \"x\" is no number",
        "--port 70000   | port 70000",
        "--now today    | --now \"today\" is no instant",
        "--config /no/such/file | /no/such/file",
      })
  void wrongOptionsAreNamed(String arguments, String message) {
    Output output = run(arguments.split(" ", -1));

    assertThat(output.status).isEqualTo(2);
    assertThat(output.err).contains(message);
  }

  @Test
  void everythingWrongInAConfigurationIsToldAtOnce() throws IOException {
    Path config = directory.resolve("wrong.json");
    Files.writeString(
        config,
        """
        {"sits": [], "sites": [{"domain": "a.test", "timezone": "Mars/Base", "colour": "red"},
                               {"domain": "b.test", "goals": [{"name": "neither"}]}]}
        """);

    Output output = run("--config", config.toString());

    assertThat(output.status).isEqualTo(2);
    assertThat(output.err)
        .contains("sits is not known", "Mars/Base", "sites.a.test.colour", "sites.b.test.goals");
  }

  @Test
  void everythingWrongInASeedIsToldWithItsLine() throws IOException {
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
