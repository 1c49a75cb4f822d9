package io.github.plausible4j.admin.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.BackupSet;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pg_dump and pg_restore on a real PostgreSQL. */
class BackupSetTest {
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

  @Test
  void whatIsRestoredIsWhatWasSaved() throws SQLException {
    String saved = server.filledDatabase();
    String restored = server.emptyDatabase();

    BackupSet backup =
        BackupSet.create(server.source(saved), directory.resolve("b"), BackupListener.none());
    assertThat(backup.verify(DatabaseHost.local())).isEmpty();
    BackupSet opened = BackupSet.open(directory.resolve("b"));
    opened.restore(server.source(restored), BackupListener.none());

    assertThat(opened.manifest()).isEqualTo(backup.manifest());
    assertThat(server.admin(restored).content()).isEqualTo(server.admin(saved).content());
    assertThat(
            server
                .admin(restored)
                .column("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactly("plausible");
    server
        .admin(restored)
        .run(
            "INSERT INTO users (email, inserted_at, updated_at)"
                + " VALUES ('next@example.org', now(), now())");
  }

  @Test
  void theManifestSaysWhatIsInTheBackup() throws SQLException {
    BackupSource source =
        BackupSource.builder()
            .database(server.database(DatabaseHost.local(), server.filledDatabase()))
            .release("3.2.1")
            .secret("SECRET_KEY_BASE", SecretValue.of("abc"))
            .build();

    BackupManifest manifest =
        BackupSet.create(source, directory.resolve("b"), BackupListener.none()).manifest();

    assertThat(manifest.secrets()).containsExactly(Map.entry("SECRET_KEY_BASE", "ba7816bf8f01"));
    BackupPart part = manifest.parts().get(0);
    assertThat(part.rows()).containsEntry("public.users", 5000L).containsEntry("public.sites", 50L);
    assertThat(part.migrations()).contains(20260210140447L).isSorted();
    assertThat(part.serverVersion()).startsWith("15.");
    assertThat(part.owners()).containsExactly("plausible");
  }

  @Test
  void whatIsWrittenMeanwhileIsNeitherSavedNorCounted() throws SQLException {
    String saved = server.filledDatabase();
    String restored = server.emptyDatabase();
    DatabaseHost busy =
        (command, in, out) -> {
          if (command.program().equals("pg_dump")) {
            server.admin(saved).run("DELETE FROM users WHERE id > 100");
          }
          return DatabaseHost.local().run(command, in, out);
        };

    BackupSet backup =
        BackupSet.create(server.source(busy, saved), directory.resolve("b"), BackupListener.none());
    backup.restore(server.source(restored), BackupListener.none());

    assertThat(server.admin(saved).value("SELECT count(*) FROM users")).isEqualTo("100");
    assertThat(server.admin(restored).value("SELECT count(*) FROM users")).isEqualTo("5000");
  }

  @Test
  void aDatabaseWithTablesIsNotRestoredInto() throws SQLException {
    BackupSet backup =
        BackupSet.create(
            server.source(server.filledDatabase()), directory.resolve("b"), BackupListener.none());
    String used = server.emptyDatabase();
    server.admin(used).run("CREATE TABLE mine (note text); INSERT INTO mine VALUES ('kept')");

    assertThatThrownBy(() -> backup.restore(server.source(used), BackupListener.none()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("Nothing was restored")
        .hasMessageContaining("1 tables, such as public.mine");
    assertThat(server.admin(used).content()).isEqualTo("[mine]\nmine (kept)");
  }

  @Test
  void aRoleThatIsMissingIsNamedBeforeAnythingHappens() throws SQLException {
    String saved = server.filledDatabase();
    server.admin(saved).run("CREATE ROLE gone; ALTER TABLE goals OWNER TO gone");
    BackupSet backup =
        BackupSet.create(server.source(saved), directory.resolve("b"), BackupListener.none());
    server.admin(saved).run("DROP OWNED BY gone CASCADE; DROP ROLE gone");

    assertThatThrownBy(
            () -> backup.restore(server.source(server.emptyDatabase()), BackupListener.none()))
        .hasMessageContaining("no role gone");
  }

  @Test
  void aSecretKeyBaseOtherThanThatOfTheBackupIsReported() throws SQLException {
    PostgresDatabase saved = server.database(DatabaseHost.local(), server.filledDatabase());
    BackupSet backup =
        BackupSet.create(
            BackupSource.builder()
                .database(saved)
                .secret("SECRET_KEY_BASE", SecretValue.of("one"))
                .build(),
            directory.resolve("b"),
            BackupListener.none());
    BackupSource target =
        BackupSource.builder()
            .database(server.database(DatabaseHost.local(), server.emptyDatabase()))
            .secret("SECRET_KEY_BASE", SecretValue.of("another"))
            .build();

    assertThatThrownBy(() -> backup.restore(target, BackupListener.none()))
        .hasMessageContaining("SECRET_KEY_BASE differs from the one of the backup");
  }

  @Test
  void theListenerSeesStepsAndSizes() throws SQLException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    BackupSet.create(
        server.source(server.filledDatabase()),
        directory.resolve("b"),
        BackupListener.printing(new PrintStream(printed, true, StandardCharsets.UTF_8)));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsPattern("Saving PostgreSQL database db_\\d+ as keeper")
        .containsPattern("postgresql\\.dump  0\\.\\d MB, \\d+\\.\\d MB/s");
  }

  @Test
  void noArgumentHoldsThePassword() throws SQLException, IOException {
    List<String> arguments = new CopyOnWriteArrayList<>();
    DatabaseHost watched =
        (command, in, out) -> {
          arguments.addAll(command.arguments());
          assertThat(command.toString()).doesNotContain(BackupServer.PASSWORD.reveal());
          return DatabaseHost.local().run(command, in, out);
        };
    BackupSet.create(
            server.source(watched, server.filledDatabase()),
            directory.resolve("b"),
            BackupListener.none())
        .restore(server.source(watched, server.emptyDatabase()), BackupListener.none());

    assertThat(arguments)
        .contains("pg_dump", "pg_restore", "psql")
        .noneMatch(argument -> argument.contains("$ecret"));
    assertThat(Files.readString(directory.resolve("b/manifest.json"))).doesNotContain("$ecret");
  }
}
