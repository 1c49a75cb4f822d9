package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import io.github.plausible4j.testkit.TestSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL 15 of its own, whose logins need a password, and databases on it. Its programs come
 * from the package postgresql-client-15.
 */
public final class BackupServer implements AutoCloseable {
  static final String USER = "keeper";
  static final SecretValue PASSWORD = SecretValue.of("it's \"quite\" $ecret");

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final EmbeddedPostgres postgres;

  private BackupServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static BackupServer start(int major) throws IOException {
    Path rules = Files.createTempFile("pg_hba", ".conf");
    rules.toFile().deleteOnExit();
    Files.writeString(
        rules,
        """
        host all postgres 127.0.0.1/32 trust
        host all postgres ::1/128 trust
        host all all 127.0.0.1/32 scram-sha-256
        host all all ::1/128 scram-sha-256
        """);
    BackupServer server =
        new BackupServer(
            PostgresMajor.server(major).setServerConfig("hba_file", rules.toString()).start());
    server
        .admin("postgres")
        .run(
            "CREATE ROLE plausible; CREATE ROLE keeper LOGIN SUPERUSER PASSWORD '"
                + PASSWORD.reveal().replace("'", "''")
                + "'");
    return server;
  }

  /** The tests that need these programs say so where they are not. */
  public static void assumePrograms() {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "pg_dump")));
    Assumptions.assumeTrue(installed, "skipped: pg_dump is not installed");
  }

  TestDatabase admin(String name) {
    return TestDatabase.of(postgres.getDatabase("postgres", name));
  }

  String emptyDatabase() {
    String name = "db_" + NUMBERS.incrementAndGet();
    admin("postgres").run("CREATE DATABASE " + name + " OWNER plausible");
    return name;
  }

  /**
   * One with Plausible's tables, of which the role plausible is the owner, and some thousand rows.
   */
  String filledDatabase() throws SQLException {
    String name = emptyDatabase();
    TestSchema.RELEASE_3.load(postgres.getDatabase("postgres", name));
    admin(name)
        .run(
            """
            INSERT INTO users (email, name, password_hash, inserted_at, updated_at)
              SELECT 'user' || n || '@example.org', md5(n::text), md5((n * 7)::text) || md5((n * 11)::text), now(), now()
              FROM generate_series(1, 5000) n;
            INSERT INTO sites (domain, timezone, inserted_at, updated_at)
              SELECT 'site' || n || '.example.com', 'Europe/Berlin', now(), now() FROM generate_series(1, 50) n;
            DO $$
            DECLARE t text;
            BEGIN
              FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                EXECUTE format('ALTER TABLE %I OWNER TO plausible', t);
              END LOOP;
            END $$;
            """);
    return name;
  }

  PostgresDatabase database(DatabaseHost host, String name) {
    return PostgresDatabase.of(host, name, USER)
        .withPassword(PASSWORD)
        .at("127.0.0.1", postgres.getPort());
  }

  BackupSource source(String name) {
    return source(DatabaseHost.local(), name);
  }

  BackupSource source(DatabaseHost host, String name) {
    return BackupSource.builder().database(database(host, name)).build();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
