package io.github.plausible4j.k8s.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script on directories as a ClickHouse leaves them. */
class ClickHouseVolumeCheckTest {
  @TempDir Path directory;

  @Test
  void anEmptyVolumeIsTaken() throws Exception {
    assertThat(check("plausible_events_db")).isEmpty();
    database("default");
    database("system", "query_log");
    database("INFORMATION_SCHEMA", "tables");
    assertThat(check("plausible_events_db")).isEmpty();
  }

  @Test
  void theNamedDatabaseIsTakenWhateverElseIsThere() throws Exception {
    database("plausible_events_db", "events_v2");
    database("grafana", "dashboards");

    assertThat(check("plausible_events_db")).isEmpty();
  }

  @Test
  void eventsInADatabaseOfAnotherNameAreNamed() throws Exception {
    database("system", "query_log");
    database("stats%2Devents", "events_v2");

    assertThat(check("plausible_events_db"))
        .isEqualTo(
            "this volume has no database plausible_events_db, and stats-events has tables;"
                + " use ClickHouseSpec.managed().withDatabase(\"stats-events\")\n");
    assertThat(check("stats-events")).isEmpty();
  }

  @Test
  void eventsInTheDefaultDatabaseAreNamed() throws Exception {
    database("default", "events_v2");

    assertThat(check("plausible_events_db")).contains("withDatabase(\"default\")");
  }

  @Test
  void oldLogsThatTakeMuchRoomAreNamedWithTheStatementThatFreesThem() throws Exception {
    database("plausible_events_db", "events_v2");
    log("trace_log", 3);
    log("trace_log_0", 2);
    log("query_log", 0);

    assertThat(run("plausible_events_db", 0).lines())
        .containsExactly(
            "an old log table uses 3 MiB of this volume; free it with: DROP TABLE"
                + " system.trace_log SYNC",
            "an old log table uses 2 MiB of this volume;"
                + " free it with: DROP TABLE system.trace_log_0 SYNC");
  }

  /** Data of tables are links as well. */
  private void log(String table, int mebibytes) throws IOException {
    Path parts = Files.createDirectories(directory.resolve("store/parts").resolve(table));
    Files.write(parts.resolve("data.bin"), new byte[mebibytes * 1024 * 1024]);
    Path data = Files.createDirectories(directory.resolve("data/system"));
    Files.createSymbolicLink(data.resolve(table), parts);
  }

  @Test
  void aVolumeThatTheClusterMakesIsNotLookedAt() {
    ClickHouseSpec.Managed adopted =
        ClickHouseSpec.managed()
            .withDatabase("stats")
            .withStorage(StorageSpec.existingClaim("events"));

    PlausibleStack.Builder stack = PlausibleStack.homelab("https://stats.example.org");

    assertThat(StackManifests.of(stack.build()).toYaml()).doesNotContain("check-volume");
    assertThat(StackManifests.of(stack.clickHouse(adopted).build()).toYaml())
        .contains("name: check-volume")
        .contains("this volume has no database stats");
  }

  /** Atomic databases are links into the directory of all tables. */
  private void database(String name, String... tables) throws IOException {
    Path store = Files.createDirectories(directory.resolve("store").resolve(name));
    Path metadata = Files.createDirectories(directory.resolve("metadata"));
    Files.createSymbolicLink(metadata.resolve(name), store);
    Files.writeString(metadata.resolve(name + ".sql"), "ATTACH DATABASE _ ENGINE = Atomic");
    for (String table : tables) {
      Files.writeString(store.resolve(table + ".sql"), "ATTACH TABLE _");
    }
  }

  private String check(String database) throws Exception {
    return run(database, 1);
  }

  /** What the script says before it ends; it ends well if it says nothing. */
  private String run(String database, int exitCode) throws Exception {
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-ec",
                ClickHouseVolumeCheck.script(database, directory.toString(), 1024))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      String said = Files.readString(out);
      assertThat(process.exitValue()).isEqualTo(said.isEmpty() ? 0 : exitCode);
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
