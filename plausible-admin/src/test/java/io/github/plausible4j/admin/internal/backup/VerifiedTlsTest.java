package io.github.plausible4j.admin.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.BackupSet;
import io.github.plausible4j.admin.PlausibleAdmin;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.admin.internal.cluster.PostgresUrl;
import io.github.plausible4j.admin.model.DatabaseException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.ServerCertificate;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that lets its user in by TLS only, with a certificate for 127.0.0.1. */
class VerifiedTlsTest {
  private static final String PASSWORD = "pass-by-tls";

  @TempDir static Path folder;

  private static EmbeddedPostgres server;
  private static ServerCertificate certificate;
  private static Path anotherRoot;

  @BeforeAll
  static void start() throws Exception {
    certificate = ServerCertificate.make(Files.createDirectory(folder.resolve("a")), "127.0.0.1");
    anotherRoot =
        ServerCertificate.make(Files.createDirectory(folder.resolve("b")), "127.0.0.1")
            .certificate();
    Path rules = folder.resolve("pg_hba.conf");
    Files.writeString(
        rules,
        """
        host all postgres 127.0.0.1/32 trust
        host all postgres ::1/128 trust
        hostssl all all 127.0.0.1/32 scram-sha-256
        """);
    server =
        PostgresMajor.server(15)
            .setServerConfig("hba_file", rules.toString())
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", certificate.certificate().toString())
            .setServerConfig("ssl_key_file", certificate.key().toString())
            .start();
    TestDatabase root = TestDatabase.of(server.getPostgresDatabase());
    root.run("CREATE ROLE keeper LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
    root.run("CREATE DATABASE saved OWNER keeper");
    root.run("CREATE DATABASE restored OWNER keeper");
    TestDatabase.of(server.getDatabase("postgres", "saved"))
        .run(TestDatabase.script(SchemaGeneration.RELEASE_3));
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private static PlausibleAdmin admin(String host, Path root) {
    String url =
        "postgres://keeper:"
            + PASSWORD
            + "@"
            + host
            + ":"
            + server.getPort()
            + "/saved?sslmode=verify-full&sslrootcert="
            + root;
    return PlausibleAdmin.connect(PostgresUrl.of(url).direct("keeper", PASSWORD));
  }

  private static BackupSource source(String database, Path root) {
    return BackupSource.builder()
        .database(
            PostgresDatabase.of(DatabaseHost.local(), database, "keeper")
                .withPassword(SecretValue.of(PASSWORD))
                .at("127.0.0.1", server.getPort())
                .withRootCertificate(root.toString()))
        .build();
  }

  @Test
  void anAdministratorIsLetInByTheRootCertificateOfTheAddress() {
    assertThat(admin("127.0.0.1", certificate.certificate()).schema().generation())
        .isEqualTo(SchemaGeneration.RELEASE_3);
  }

  @Test
  void aCertificateOfAnotherRootOrForAnotherHostIsNotTrusted() {
    assertThatThrownBy(() -> admin("127.0.0.1", anotherRoot).schema())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("SSL error")
        .satisfies(e -> assertThat(e.toString()).doesNotContain(PASSWORD));
    assertThatThrownBy(() -> admin("localhost", certificate.certificate()).schema())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("localhost");
  }

  @Test
  void aRootCertificateThatIsNotHereIsNamed() {
    assertThatThrownBy(() -> admin("127.0.0.1", folder.resolve("missing.pem")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing.pem");
  }

  @Test
  void aBackupGoesByVerifiedTlsAndBack() {
    BackupServer.assumePrograms();
    BackupSet backup =
        BackupSet.create(
            source("saved", certificate.certificate()),
            folder.resolve("backup"),
            BackupListener.none());
    backup.restore(source("restored", certificate.certificate()), BackupListener.none());

    assertThat(TestDatabase.of(server.getDatabase("postgres", "restored")).content())
        .isEqualTo(TestDatabase.of(server.getDatabase("postgres", "saved")).content());
    assertThatThrownBy(
            () ->
                BackupSet.create(
                    source("saved", anotherRoot), folder.resolve("none"), BackupListener.none()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("certificate verify failed");
  }
}
