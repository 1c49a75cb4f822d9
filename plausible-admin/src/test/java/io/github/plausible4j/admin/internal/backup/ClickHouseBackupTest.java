package io.github.plausible4j.admin.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.BackupSet;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.ClickHouseDatabase;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of statements and what becomes of faults, on a script instead of a ClickHouse. */
class ClickHouseBackupTest {
  private final ScriptedClickHouse server = new ScriptedClickHouse();

  @TempDir Path directory;

  @BeforeEach
  void fill() {
    server.tables.put("events_v2", 1000L);
    server.tables.put("sessions_v2", 300L);
  }

  private static BackupSource source(DatabaseHost host) {
    return BackupSource.builder()
        .database(
            ClickHouseDatabase.of(host, "plausible_events_db", "plausible")
                .withPassword(SecretValue.of("$ecret"))
                .withBackupDirectory("/backups"))
        .build();
  }

  private BackupSet create() {
    write(BackupListener.none());
    return BackupSet.open(directory.resolve("b"));
  }

  private void write(BackupListener listener) {
    BackupWriter.write(
        source(server), directory.resolve("b"), listener, Clock.systemUTC(), time -> {});
  }

  private void restore(BackupSet backup, BackupSource target) {
    BackupRestore.run(
        directory.resolve("b"), backup.manifest(), target, BackupListener.none(), time -> {});
  }

  private void assertUnfinished(String reason) {
    assertThatThrownBy(this::create)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("is not finished")
        .hasMessageContaining(reason);
    assertThat(directory.resolve("b")).isEmptyDirectory();
    assertThat(server.files).isEmpty();
  }

  @Test
  void aBackupIsAwaitedReadAndRemovedFromTheServer() {
    server.statuses.addAll(List.of("CREATING_BACKUP\t", "CREATING_BACKUP\t", "BACKUP_CREATED\t"));

    BackupPart part = create().manifest().parts().get(0);

    assertThat(directory.resolve("b/clickhouse.zip"))
        .hasContent("{events_v2=1000, sessions_v2=300}");
    assertThat(server.files).isEmpty();
    assertThat(part.rows()).containsEntry("events_v2", 1000L).containsEntry("sessions_v2", 300L);
    assertThat(part.rowsExact()).isTrue();
    assertThat(part.migrations()).containsExactly(20231017073642L);
    assertThat(server.commands)
        .allSatisfy(
            command -> assertThat(command.arguments()).noneMatch(text -> text.contains("$ecret")));
  }

  @Test
  void anEmptyServerGetsTheTablesBack() {
    server.statuses.add("BACKUP_CREATED\t");
    BackupSet backup = create();
    ScriptedClickHouse empty = new ScriptedClickHouse();
    empty.statuses.addAll(List.of("RESTORING\t", "RESTORED\t"));

    restore(backup, source(empty));

    assertThat(empty.tables).isEqualTo(server.tables);
    assertThat(empty.files).isEmpty();
  }

  @Test
  void rowsThatTheServerMergedSinceAreNotMissed() {
    server.statuses.add("BACKUP_CREATED\t");
    BackupSet backup = create();
    ScriptedClickHouse merged = new ScriptedClickHouse();
    merged.statuses.add("RESTORED\t");
    merged.restored.put("sessions_v2", 200L);

    restore(backup, source(merged));

    assertThat(merged.tables).containsEntry("sessions_v2", 200L);
  }

  @Test
  void rowsThatAreMissingAreCounted() {
    server.statuses.add("BACKUP_CREATED\t");
    BackupSet backup = create();
    ScriptedClickHouse lossy = new ScriptedClickHouse();
    lossy.statuses.add("RESTORED\t");
    lossy.restored.put("events_v2", 999L);

    assertThatThrownBy(() -> restore(backup, source(lossy)))
        .hasMessageContaining("events_v2 has 999 rows, the backup says 1000");
  }

  @Test
  void aServerWithTablesIsLeftAsItIs() {
    server.statuses.add("BACKUP_CREATED\t");
    BackupSet backup = create();

    assertThatThrownBy(() -> restore(backup, source(server)))
        .hasMessageContaining("2 tables, such as events_v2");
  }

  @Test
  void aRestoreThatFailsSaysToEmptyTheDatabase() {
    server.statuses.add("BACKUP_CREATED\t");
    BackupSet backup = create();
    ScriptedClickHouse empty = new ScriptedClickHouse();
    empty.statuses.add("RESTORE_FAILED\tCode: 243. DB::Exception: Cannot reserve 1 MiB");

    assertThatThrownBy(() -> restore(backup, source(empty)))
        .hasMessageContaining("Cannot reserve 1 MiB")
        .hasMessageContaining("Empty it");
    assertThat(empty.files).isEmpty();
  }

  @Test
  void aDiskThatIsNotAllowedIsReportedWithTheRemedy() {
    server.statuses.add(
        "BACKUP_FAILED\tCode: 318. DB::Exception: The 'backups.allowed_disk' configuration"
            + " parameter is not set, cannot use 'Disk' backup engine. (INVALID_CONFIG_PARAMETER),"
            + " Stack trace (when copying this message, always include the lines below):\n0. ?");

    assertUnfinished("Configure a disk named backups for ClickHouse");
  }

  @Test
  void aServerThatRestartedMeanwhileIsNoticed() {
    assertUnfinished("the server was restarted in the meantime");
  }

  @Test
  void anArchiveThatLostItsEndUnnoticedIsNoBackup() {
    server.statuses.add("BACKUP_CREATED\t");
    server.bytesUntilCut = 5;
    server.cutSilently = true;

    assertUnfinished("clickhouse.zip has 33 bytes on the host of ClickHouse, but only 5 arrived");
  }

  @Test
  void whatAKilledBackupLeftOnTheServerIsNamed() {
    server.files.put("/backups/plausible4j-1.zip", new byte[1]);
    server.files.put("/backups/mine.zip", new byte[1]);
    server.statuses.add("BACKUP_CREATED\t");
    List<String> steps = new ArrayList<>();

    write(
        new BackupListener() {
          @Override
          public void step(String sentence) {
            steps.add(sentence);
          }
        });

    assertThat(steps)
        .anySatisfy(step -> assertThat(step).startsWith("/backups/plausible4j-1.zip is left"))
        .noneSatisfy(step -> assertThat(step).contains("mine.zip"));
    assertThat(server.files).containsOnlyKeys("/backups/plausible4j-1.zip", "/backups/mine.zip");
  }

  @Test
  void aConnectionThatIsCutLeavesNothing() {
    server.statuses.add("BACKUP_CREATED\t");
    server.bytesUntilCut = 5;

    assertUnfinished("the connection ended early");
  }
}
