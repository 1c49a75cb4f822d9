package io.github.plausible4j.admin.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A real PostgreSQL of each major that a stack may run; started once for a test run. */
public enum PostgresMajor {
  V16(16),
  V17(17),
  V18(18);

  private static final Map<PostgresMajor, EmbeddedPostgres> SERVERS = new ConcurrentHashMap<>();

  private final int number;

  PostgresMajor(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public DataSource database(String name) {
    return running().getDatabase("postgres", name);
  }

  private EmbeddedPostgres running() {
    return SERVERS.computeIfAbsent(this, major -> major.start());
  }

  private EmbeddedPostgres start() {
    try {
      return server().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server of one's own, for tests that change what all databases share. */
  public EmbeddedPostgres.Builder server() {
    return server(number);
  }

  /** A server of one's own, of any major that the build unpacks. */
  public static EmbeddedPostgres.Builder server(int number) {
    return EmbeddedPostgres.builder().setPgBinaryResolver((system, hardware) -> binaries(number));
  }

  private static InputStream binaries(int number) throws IOException {
    Path folder =
        Path.of(System.getProperty("postgres.binaries", "target/postgres"))
            .resolve(String.valueOf(number));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> archives = files.filter(file -> file.toString().endsWith(".txz")).toList();
      if (archives.size() != 1) {
        throw new IOException("Expected one archive in " + folder + ", found " + archives);
      }
      return Files.newInputStream(archives.get(0));
    }
  }
}
