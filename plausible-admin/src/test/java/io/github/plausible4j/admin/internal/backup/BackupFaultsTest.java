package io.github.plausible4j.admin.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.BackupSet;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.HostCommand;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is said, and never looks like a finished backup. */
class BackupFaultsTest {
  private static BackupServer server;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    BackupServer.assumePrograms();
    server = BackupServer.start(15);
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private Path backup() {
    return directory.resolve("b");
  }

  private void assertUnfinished(BackupSource source, String reason) throws IOException {
    assertThatThrownBy(() -> BackupSet.create(source, backup(), BackupListener.none()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("is not finished")
        .hasMessageContaining(reason)
        .hasMessageNotContaining(BackupServer.PASSWORD.reveal());
    try (Stream<Path> files = Files.list(backup())) {
      assertThat(files).isEmpty();
    }
    assertThatThrownBy(() -> BackupSet.open(backup())).hasMessageContaining("did not finish");
  }

  /** Lets a program write so much, and then the place where it is written to is full. */
  private static DatabaseHost fullAfter(int bytes) {
    return (command, in, out) ->
        DatabaseHost.local()
            .run(command, in, command.program().equals("pg_dump") ? limited(out, bytes) : out);
  }

  private static OutputStream limited(OutputStream out, int bytes) {
    return new FilterOutputStream(out) {
      private int written;

      @Override
      public void write(byte[] data, int offset, int length) throws IOException {
        written += length;
        if (written > bytes) {
          throw new IOException("No space left on device");
        }
        out.write(data, offset, length);
      }
    };
  }

  /** Replaces a program by a script, whose arguments are the program and its own. */
  private static DatabaseHost scripted(String program, String script) {
    return (command, in, out) -> {
      if (!command.program().equals(program)) {
        return DatabaseHost.local().run(command, in, out);
      }
      List<String> arguments = new ArrayList<>(List.of("sh", "-c", script, "sh"));
      arguments.addAll(command.arguments());
      return DatabaseHost.local().run(new HostCommand(arguments, command.environment()), in, out);
    };
  }

  @Test
  void aFullDiskEndsTheBackup() throws IOException, SQLException {
    assertUnfinished(
        server.source(fullAfter(50_000), server.filledDatabase()), "No space left on device");
  }

  @Test
  void aProgramThatIsKilledEndsTheBackup() throws IOException, SQLException {
    assertUnfinished(
        server.source(
            scripted("pg_dump", "\"$@\" | head -c 20000; kill -9 $$"), server.filledDatabase()),
        "pg_dump ended with exit code 137");
  }

  @Test
  void aProgramThatIsMissingEndsTheBackup() throws IOException, SQLException {
    assertUnfinished(
        server.source(scripted("pg_dump", "exec no-such-program"), server.filledDatabase()),
        "exit code 127");
  }

  @Test
  void aWrongPasswordIsReportedWithTheRemedy() throws IOException, SQLException {
    PostgresDatabase database =
        server
            .database(DatabaseHost.local(), server.filledDatabase())
            .withPassword(SecretValue.of("not this one"));

    assertUnfinished(
        BackupSource.builder().database(database).build(),
        "Use the user and password that the server has now");
  }

  @Test
  void aServerThatIsNewerThanThePrograms() throws IOException, SQLException {
    try (BackupServer newer = BackupServer.start(18)) {
      assertUnfinished(
          newer.source(newer.filledDatabase()), "Use the programs of the server's own version");
    }
  }

  @Test
  void aMissingServerIsReported() throws IOException {
    PostgresDatabase nowhere =
        PostgresDatabase.of(DatabaseHost.local(), "db", "keeper").at("127.0.0.1", 1);

    assertUnfinished(BackupSource.builder().database(nowhere).build(), "Connection refused");
  }

  @Test
  void aDirectoryThatIsInUseIsLeftAsItIs() throws IOException, SQLException {
    Files.createDirectory(backup());
    Files.writeString(backup().resolve("mine"), "kept");
    String saved = server.filledDatabase();

    assertThatThrownBy(
            () -> BackupSet.create(server.source(saved), backup(), BackupListener.none()))
        .hasMessageContaining("is not empty: it has mine");
    assertThat(backup().resolve("mine")).hasContent("kept");
  }

  @Test
  void aByteThatChangedIsFoundAndNotRestored() throws IOException, SQLException {
    BackupSet backup = saved();
    byte[] archive = Files.readAllBytes(archive());
    archive[archive.length / 2] ^= 1;
    Files.write(archive(), archive);

    assertThat(backup.verify())
        .singleElement()
        .asString()
        .isEqualTo(
            "postgresql.dump: has a different SHA-256 than the manifest;"
                + " restore from another backup, and make a new one");
    assertThatThrownBy(
            () -> backup.restore(server.source(server.emptyDatabase()), BackupListener.none()))
        .hasMessageContaining("is damaged");
  }

  @Test
  void anArchiveThatWasCutIsFound() throws IOException, SQLException {
    BackupSet backup = saved();
    byte[] archive = Files.readAllBytes(archive());
    Files.write(archive(), Arrays.copyOf(archive, archive.length - 1));

    assertThat(backup.verify()).singleElement().asString().contains("bytes, the manifest says");
    Files.delete(archive());
    assertThat(backup.verify()).singleElement().asString().contains("is missing");
  }

  @Test
  void anArchiveThatLostItsEndUnnoticedIsNoBackup() throws IOException, SQLException {
    assertUnfinished(
        server.source(scripted("pg_dump", "\"$@\" | head -c 30000"), server.filledDatabase()),
        "pg_restore ended with exit code 1");
  }

  @Test
  void anArchiveThatOnlyLooksWholeIsFoundByReadingAllOfIt() throws IOException, SQLException {
    BackupPart whole = saved().manifest().parts().get(0);
    Files.write(archive(), Arrays.copyOf(Files.readAllBytes(archive()), 30_000));
    Path manifest = backup().resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(whole.sha256(), PartFile.sha256(archive()))
            .replace(String.valueOf(whole.bytes()), "30000"));
    BackupSet backup = BackupSet.open(backup());

    assertThat(backup.verify()).isEmpty();
    assertThat(backup.verify(DatabaseHost.local()))
        .singleElement()
        .asString()
        .contains("could not be read: pg_restore");
  }

  @Test
  void aRestoreThatWasCutLeavesNothingAndCanBeRepeated() throws IOException, SQLException {
    BackupSet backup = saved();
    String target = server.emptyDatabase();
    DatabaseHost cut =
        (command, in, out) ->
            command.program().equals("pg_restore")
                ? DatabaseHost.local().run(command, new CutInput(in, 30_000), out)
                : DatabaseHost.local().run(command, in, out);

    assertThatThrownBy(() -> backup.restore(server.source(cut, target), BackupListener.none()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("is not restored: pg_restore ended with exit code 1");
    assertThat(server.admin(target).content()).isEmpty();

    backup.restore(server.source(target), BackupListener.none());
    assertThat(server.admin(target).value("SELECT count(*) FROM users")).isEqualTo("5000");
  }

  @Test
  void aManifestThatNamesAFileElsewhereIsRefused() throws IOException, SQLException {
    saved();
    Path manifest = backup().resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("postgresql.dump", "../../etc/passwd"));

    assertThatThrownBy(() -> BackupSet.open(backup()))
        .hasMessageContaining("outside of the backup");
    Files.writeString(manifest, "{\"format\": 1}");
    assertThatThrownBy(() -> BackupSet.open(backup()))
        .hasMessageContaining("not a complete manifest");
    Files.writeString(manifest, "{\"format\": 1, \"pa");
    assertThatThrownBy(() -> BackupSet.open(backup()))
        .hasMessageContaining("not a complete manifest");
  }

  private Path archive() {
    return backup().resolve("postgresql.dump");
  }

  private BackupSet saved() throws SQLException {
    return BackupSet.create(
        server.source(server.filledDatabase()), backup(), BackupListener.none());
  }
}
