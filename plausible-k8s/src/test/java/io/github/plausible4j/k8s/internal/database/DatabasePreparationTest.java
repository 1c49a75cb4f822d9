package io.github.plausible4j.k8s.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plausible4j.k8s.stack.PostgresSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script against a real PostgreSQL on the volume of a compose project, where Debian's server
 * and client are installed.
 */
class DatabasePreparationTest {
  private static final String PASSWORD = "a-password-of-compose";
  @TempDir Path directory;
  private Path programs = Path.of("/");
  private boolean started;

  @BeforeEach
  void find() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    assumeTrue(Files.isDirectory(versions), "skipped: PostgreSQL is not installed");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/psql")), "skipped: psql is not installed");
    try (Stream<Path> found = Files.list(versions)) {
      programs = found.sorted().reduce((a, b) -> b).orElseThrow().resolve("bin");
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (started) {
      assertThat(server("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop")).isZero();
    }
  }

  @Test
  void aVolumeWithAnotherSuperuserIsRefusedWithItsName() throws Exception {
    start("plausible", "plausible");

    assertThat(prepare(PostgresSpec.managed()))
        .contains("the superuser of this volume is plausible")
        .contains("withSuperuser(\"plausible\")");
  }

  @Test
  void aVolumeWithDataInAnotherDatabaseIsRefusedWithItsName() throws Exception {
    start("plausible", "stats");

    assertThat(prepare(PostgresSpec.managed().withSuperuser("plausible")))
        .contains("this volume has no database plausible_db, and stats has tables")
        .contains("withDatabase(\"stats\")");
  }

  @Test
  void aRoleThatWouldMakePlausibleASuperuserIsRefused() throws Exception {
    start("postgres", "plausible");
    sql("postgres", "postgres", "CREATE ROLE plausible SUPERUSER LOGIN");

    assertThat(prepare(PostgresSpec.managed().withDatabase("plausible")))
        .contains("the role plausible is a superuser")
        .contains("withSuperuser(\"plausible\")");
  }

  @Test
  void theRightNamesHandTheDataToARoleThatIsNoSuperuser() throws Exception {
    start("plausible", "stats-db");
    PostgresSpec.Managed spec =
        PostgresSpec.managed().withSuperuser("plausible").withDatabase("stats-db");

    assertThat(prepare(spec)).contains("PostgreSQL is ready for Plausible");
    assertThat(prepare(spec)).as("again").contains("PostgreSQL is ready for Plausible");
    assertThat(
            sql(
                "plausible",
                "stats-db",
                "SELECT pg_get_userbyid(relowner), (SELECT rolsuper FROM pg_roles WHERE rolname ="
                    + " 'plausible_owner'), (SELECT email FROM users) FROM pg_class WHERE relname ="
                    + " 'users'"))
        .contains("plausible_owner|f|me@example.org");
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  /** What compose makes of POSTGRES_USER and POSTGRES_DB, with a table of Plausible. */
  private void start(String superuser, String database) throws Exception {
    if (isRoot()) {
      run(List.of("chown", "postgres", directory.toString()));
    }
    Path password = Files.writeString(directory.resolve("pw"), PASSWORD);
    Path log = directory.resolve("log");
    assertThat(
            server(
                "initdb",
                "-D",
                data(),
                "-U",
                superuser,
                "--pwfile=" + password,
                "-A",
                "scram-sha-256"))
        .isZero();
    String options = "-k " + directory + " -c listen_addresses= -c fsync=off";
    assertThat(server("pg_ctl", "-D", data(), "-o", options, "-l", log.toString(), "-w", "start"))
        .isZero();
    started = true;
    sql(superuser, "postgres", "CREATE DATABASE \"" + database + "\"");
    sql(superuser, database, "CREATE EXTENSION citext");
    sql(superuser, database, "CREATE TABLE users (id bigserial PRIMARY KEY, email citext)");
    sql(superuser, database, "INSERT INTO users (email) VALUES ('me@example.org')");
  }

  private String prepare(PostgresSpec.Managed spec) throws Exception {
    Path secrets = Files.createDirectories(directory.resolve("secrets"));
    Files.writeString(secrets.resolve("superuser-password"), PASSWORD);
    Files.writeString(secrets.resolve("username"), "plausible_a");
    Files.writeString(secrets.resolve("password"), "another");
    String script = DatabasePreparation.script(spec, directory.toString(), secrets.toString());
    return output(List.of("/bin/sh", "-ec", script));
  }

  private String sql(String user, String database, String statement) throws Exception {
    return output(
        List.of("psql", "-h", directory.toString(), "-U", user, "-d", database, "-Atc", statement));
  }

  private int server(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private int run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    try {
      return process.waitFor(5, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }

  private String output(List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", PASSWORD);
    Path out = directory.resolve("out");
    Process process = builder.redirectOutput(out.toFile()).start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      return Files.readString(out);
    } finally {
      process.destroyForcibly();
    }
  }
}
