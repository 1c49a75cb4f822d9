package io.github.plausible4j.k8s.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program runs on a real Elixir, beside modules that play Plausible's connection: each table
 * has a list of rows, a row is a time or the number of a migration.
 */
class NumericIdsCheckTest {
  /** Answers the statements of the program and no others. */
  private static final String STAND_INS =
      """
      defmodule Plausible.IngestRepo do
        def query!(sql, [], log: false), do: %{rows: [[answer(sql)]]}
        defp answer("EXISTS TABLE " <> table), do: if(Map.has_key?(tables(), table), do: 1, else: 0)
        defp answer("SELECT max(version) FROM schema_migrations"),
          do: Enum.max(tables()["schema_migrations"], fn -> 0 end)
        defp answer("SELECT count() FROM events"), do: length(tables()["events"])
        defp answer("SELECT count() - (SELECT count() FROM events_v2 WHERE timestamp <=" <>
                      " (SELECT max(timestamp) FROM events)) FROM events") do
          last = Enum.max(tables()["events"], fn -> 0 end)
          length(tables()["events"]) - Enum.count(tables()["events_v2"], &(&1 <= last))
        end
        defp tables, do: %{TABLES}
      end
      defmodule Ecto.Migrator do
        def with_repo(repo, work), do: {:ok, work.(repo), []}
      end
      """;

  private final Map<String, List<Long>> tables = new TreeMap<>();
  @TempDir Path directory;

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
  void whatWasCountedSinceDoesNotReplaceWhatWasNotCopied() throws Exception {
    tables.put("events", List.of(1L, 2L, 3L));
    tables.put("events_v2", List.of(1L, 10L, 11L, 12L, 13L));

    assertThat(check()).contains("events_v2 lacks 2 of the events");
  }

  @Test
  void copiedEventsAreMigrated() throws Exception {
    tables.put("events", List.of(1L, 2L, 3L));
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
  void aMigrationOfEventsThatTheStackDidNotWriteLooks() {
    assertThat(
            List.of(
                ClickHouseSpec.external("http://u@db.example.org:8123/own", password()),
                ClickHouseSpec.managed().withStorage(StorageSpec.existingClaim("old"))))
        .allSatisfy(
            clickHouse ->
                assertThat(migration(stack(PlausibleRelease.CE_3_2).clickHouse(clickHouse)))
                    .contains("Plausible.IngestRepo"));
    assertThat(migration(stack(PlausibleRelease.CE_2_1).eventsHaveNumericIds()))
        .contains("Plausible.IngestRepo");
  }

  @Test
  void aMigrationOfItsOwnEventsOrToPlausible2DoesNotLook() {
    assertThat(migration(stack(PlausibleRelease.CE_3_2))).doesNotContain("Plausible.IngestRepo");
    assertThat(migration(stack(PlausibleRelease.CE_2_0).eventsHaveNumericIds()))
        .doesNotContain("Plausible.IngestRepo");
  }

  private static SecretSource password() {
    return SecretSource.of("password");
  }

  private static PlausibleStack.Builder stack(PlausibleRelease release) {
    return PlausibleStack.builder(Stacks.BASE_URL).release(release);
  }

  private static String migration(PlausibleStack.Builder stack) {
    return StackManifests.of(stack.build()).toYaml();
  }

  /** What the program says before it ends with an error; empty where the migration goes on. */
  private String check() throws Exception {
    Path elixir = Path.of("/usr/bin/elixir");
    assumeTrue(Files.isExecutable(elixir), "skipped: elixir is not installed");
    List<String> rows = new ArrayList<>();
    tables.forEach((table, values) -> rows.add('"' + table + "\" => " + values));
    Path standIns =
        Files.writeString(
            directory.resolve("stand_ins.ex"),
            STAND_INS.replace("TABLES", String.join(", ", rows)));
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                elixir.toString(), "-r", standIns.toString(), "-e", NumericIdsCheck.program())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      String said = Files.readString(out);
      assertThat(said)
          .as("exit code %s", process.exitValue())
          .matches(s -> s.isEmpty() == (process.exitValue() == 0));
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
