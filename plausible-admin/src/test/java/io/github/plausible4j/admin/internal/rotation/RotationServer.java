package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** PostgreSQL servers that ask everybody but the superuser for a password. */
final class RotationServer {
  private static final Map<PostgresMajor, EmbeddedPostgres> SERVERS = new ConcurrentHashMap<>();

  private RotationServer() {}

  static EmbeddedPostgres of(PostgresMajor major) {
    return SERVERS.computeIfAbsent(major, RotationServer::start);
  }

  /** One of its own, for logins whose names are given. */
  static EmbeddedPostgres start(PostgresMajor major) {
    return start(major.number());
  }

  static EmbeddedPostgres start(int major) {
    try {
      Path rules = Files.createTempFile("pg_hba", ".conf");
      rules.toFile().deleteOnExit();
      Files.writeString(
          rules,
          """
          local all all trust
          host all postgres 127.0.0.1/32 trust
          host all postgres ::1/128 trust
          host all all 127.0.0.1/32 scram-sha-256
          host all all ::1/128 scram-sha-256
          """);
      return PostgresMajor.server(major).setServerConfig("hba_file", rules.toString()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
