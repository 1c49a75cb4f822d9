package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.migration.ComposeControl;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.testkit.TestSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A compose project of three services with users, two sites and their events, and a program {@code
 * docker} that runs the commands of its containers on this machine.
 */
final class PlayedCompose {
  static final String KEY_BASE = "secret-key-base-of-the-project-" + "0".repeat(64);
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final String DOCKER =
      """
      #!/bin/sh
      echo "$*" >>@ROOT@/docker.log
      shift
      case "$1" in
        stop) rm -f "@ROOT@/running/$2" ;;
        up) for service; do :; done; touch "@ROOT@/running/$service" ;;
        restart) [ ! -e @ROOT@/etc/config.d/plausible4j-backups.xml ] || touch @ROOT@/disk ;;
        exec)
          if [ ! -e "@ROOT@/running/$3" ]; then
            echo "service \\"$3\\" is not running" >&2
            exit 1
          fi
          shift 3
          PATH=@ROOT@/bin:$PATH exec "$@" ;;
        *) exit 2 ;;
      esac
      """;

  private final Path root;
  private final Path project;
  private final TestDatabase postgres;
  private final ServerPrograms programs;
  private final String suffix = String.valueOf(NUMBERS.incrementAndGet());

  PlayedCompose(Path root, EmbeddedPostgres server, String image) throws IOException, SQLException {
    this.root = root;
    this.project = Files.createDirectories(root.resolve("project"));
    this.programs = new ServerPrograms(root, server.getPort());
    programs.script("docker", DOCKER);
    Path running = Files.createDirectories(root.resolve("running"));
    for (String service : List.of("plausible_db", "plausible_events_db", "plausible")) {
      Files.createFile(running.resolve(service));
    }
    Files.writeString(
        project.resolve("compose.yml"),
        """
        services:
          plausible_db: {image: "postgres:15-alpine"}
          plausible_events_db: {image: "clickhouse/clickhouse-server:24.12-alpine"}
          plausible: {image: "%s", env_file: .env}
        """
            .formatted(image));
    Files.writeString(
        project.resolve(".env"),
        """
        BASE_URL=https://stats.example.org
        SECRET_KEY_BASE=%s
        DATABASE_URL=postgres://postgres:s3cret-of-compose@plausible_db:5432/%s
        CLICKHOUSE_DATABASE_URL=http://keeper:s3cret-of-events@plausible_events_db:8123/%s
        """
            .formatted(KEY_BASE, database(), events()));
    TestDatabase.of(server.getPostgresDatabase()).run("CREATE DATABASE " + database());
    TestSchema.RELEASE_3.load(server.getDatabase("postgres", database()));
    postgres = TestDatabase.of(server.getDatabase("postgres", database()));
    postgres.run(
        """
        INSERT INTO users (email, name, inserted_at, updated_at)
          SELECT 'user' || n || '@example.org', 'User', now(), now() FROM generate_series(1, 3) n;
        INSERT INTO sites (domain, timezone, inserted_at, updated_at) VALUES
          ('blog.example.com', 'Etc/UTC', now(), now()), ('shop.example.com', 'Etc/UTC', now(), now());
        """);
    programs.rows(events(), "events_v2", "1", 1000);
    programs.rows(events(), "events_v2", "2", 300);
    programs.rows(events(), "sessions_v2", "1", 400);
    programs.rows(events(), "schema_migrations", "20231017073642", 1);
  }

  String database() {
    return "stats_" + suffix;
  }

  String events() {
    return "events_" + suffix;
  }

  Path project() {
    return project;
  }

  ServerPrograms programs() {
    return programs;
  }

  TestDatabase postgres() {
    return postgres;
  }

  ComposeControl control() {
    return ComposeControl.program(
        List.of(programs.directory().resolve("docker").toString(), "compose"), project);
  }

  boolean plausibleRuns() {
    return Files.exists(root.resolve("running/plausible"));
  }

  /** The arguments of every call of docker. */
  String calls() throws IOException {
    return Files.readString(root.resolve("docker.log"));
  }
}
