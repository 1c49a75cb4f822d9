package io.github.plausible4j.k8s.internal.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script against the tables of a ClickHouse, each row a time or the number of a migration. */
class NumericIdsCheckTest {
  private static final String DATABASE = "stats-events";
  private final Map<String, List<Long>> tables = new ConcurrentHashMap<>();
  private HttpServer server;
  @TempDir Path directory;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/wget")), "skipped: wget is not installed");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void aNewDatabaseIsMigrated() throws Exception {
    assertThat(check()).isEmpty();
  }

  @Test
  void aDatabaseThatBeganWithTheNewTableIsMigrated() throws Exception {
    tables.put("events", List.of());
    tables.put("events_v2", List.of(1L, 2L));
    tables.put("schema_migrations", List.of(20230509124919L));

    assertThat(check()).isEmpty();
  }

  @Test
  void eventsThatWereNotCopiedAreRefusedWithTheCommand() throws Exception {
    tables.put("events", List.of(1L, 2L, 3L));
    tables.put("events_v2", List.of());
    tables.put("schema_migrations", List.of(20220310104931L, 20230509124919L));

    assertThat(check())
        .contains("events_v2 lacks 3 of the events in the table events")
        .contains("bin/plausible rpc Plausible.DataMigration.NumericIDs.run");
  }

  @Test
  void whatWasCountedSinceDoesNotStandForWhatWasNotCopied() throws Exception {
    tables.put("events", List.of(1L, 2L, 3L));
    tables.put("events_v2", List.of(1L, 10L, 11L, 12L, 13L));

    assertThat(check()).contains("events_v2 lacks 2 of the events");

    tables.put("events_v2", List.of(1L, 2L, 3L, 10L));

    assertThat(check()).isEmpty();
  }

  @Test
  void aVolumeFromBeforeTheNewTableIsRefused() throws Exception {
    tables.put("events", List.of(7L));

    assertThat(check()).contains("events_v2 lacks 1 of the events");
  }

  @Test
  void whatALaterReleaseHasDeletedIsNotMissed() throws Exception {
    tables.put("events", List.of(1L, 2L, 3L));
    tables.put("events_v2", List.of(3L));
    tables.put("schema_migrations", List.of(20230509124919L, 20240326134840L));

    assertThat(check()).isEmpty();
  }

  @Test
  void aServerThatDoesNotAnswerIsNoReasonToGoOn() throws Exception {
    server.stop(0);

    assertThat(check()).contains("ClickHouse did not say whether events have numeric ids");
  }

  @Test
  void theMigrationOfEachReleaseThatNeedsItAsks() {
    for (PlausibleRelease release : List.of(PlausibleRelease.CE_2_1, PlausibleRelease.CE_3_2)) {
      assertThat(migration(PlausibleStack.builder(Stacks.BASE_URL).release(release)))
          .as(release.version())
          .contains("name: check-numeric-ids")
          .contains("events_v2");
    }
    assertThat(migration(PlausibleStack.builder(Stacks.BASE_URL).release(PlausibleRelease.CE_2_0)))
        .doesNotContain("events_v2");
    assertThat(
            migration(
                PlausibleStack.builder(Stacks.BASE_URL)
                    .clickHouse(
                        ClickHouseSpec.external(
                            "http://u@db.example.org:8123/own", SecretSource.of("password")))))
        .contains("%60own%60.events_v2");
  }

  private static String migration(PlausibleStack.Builder stack) {
    return StackManifests.of(stack.build()).toYaml();
  }

  /** What the script says before it ends with an error; empty where it lets the migration go on. */
  private String check() throws Exception {
    Path address =
        Files.writeString(
            directory.resolve("CLICKHOUSE_DATABASE_URL"),
            "http://keeper:p%40ss@127.0.0.1:" + server.getAddress().getPort() + "/" + DATABASE);
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-ec",
                NumericIdsCheck.script(address.toString(), DATABASE) + "echo 'goes on'\n")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      String said = Files.readString(out);
      assertThat(said.contains("goes on")).isEqualTo(process.exitValue() == 0);
      return said.replace("goes on\n", "");
    } finally {
      process.destroyForcibly();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String login = Base64.getEncoder().encodeToString("keeper:p@ss".getBytes(UTF_8));
    byte[] body;
    if (!("Basic " + login).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"ClickHouse\"");
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    body =
        (result(exchange.getRequestURI().getQuery().replace('+', ' ').substring(6)) + "\n")
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String result(String sql) {
    String name = "`" + DATABASE + "`.";
    if (sql.equals("SELECT name FROM system.tables WHERE database = '" + DATABASE + "'")) {
      return String.join("\n", tables.keySet());
    }
    if (sql.equals("SELECT max(version) FROM " + name + "schema_migrations")) {
      return String.valueOf(Collections.max(tables.get("schema_migrations")));
    }
    if (sql.equals("SELECT count() FROM " + name + "events")) {
      return String.valueOf(tables.get("events").size());
    }
    assertThat(sql)
        .isEqualTo(
            "SELECT count() - (SELECT count() FROM %1$sevents_v2 WHERE timestamp <= (SELECT"
                    .formatted(name)
                + " max(timestamp) FROM %1$sevents)) FROM %1$sevents".formatted(name));
    long last = tables.get("events").stream().mapToLong(Long::longValue).max().orElse(0);
    long copied = tables.get("events_v2").stream().filter(time -> time <= last).count();
    return String.valueOf(tables.get("events").size() - copied);
  }
}
