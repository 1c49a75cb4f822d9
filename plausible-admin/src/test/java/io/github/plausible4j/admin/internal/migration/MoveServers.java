package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The PostgreSQL servers of the compose projects and of the clusters of one test class. */
final class MoveServers implements BeforeAllCallback, AfterAllCallback {
  private @Nullable EmbeddedPostgres outside;
  private @Nullable EmbeddedPostgres inside;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "pg_dump")));
    Assumptions.assumeTrue(installed, "skipped: pg_dump is not installed");
    outside = PostgresMajor.server(15).start();
    inside = PostgresMajor.server(15).start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    for (EmbeddedPostgres server : Arrays.asList(outside, inside)) {
      if (server != null) {
        server.close();
      }
    }
  }

  EmbeddedPostgres outside() {
    return outside;
  }

  EmbeddedPostgres inside() {
    return inside;
  }
}
