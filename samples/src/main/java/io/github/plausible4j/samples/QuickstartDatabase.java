package io.github.plausible4j.samples;

import io.github.plausible4j.admin.PlausibleAdmin;
import io.github.plausible4j.k8s.stack.SecretValue;
import io.github.plausible4j.testkit.TestSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;

/** A PostgreSQL with Plausible's tables, in a directory that is deleted when it is closed. */
final class QuickstartDatabase {
  private static final int SECRET_BYTES = 48;
  private static final Duration LOOK = Duration.ofSeconds(1);

  private QuickstartDatabase() {}

  static EmbeddedPostgres start(QuickstartSteps steps) throws IOException {
    EmbeddedPostgres postgres = PostgresStart.of(EmbeddedPostgres.builder(), steps, LOOK);
    try {
      TestSchema.RELEASE_3.load(postgres.getPostgresDatabase());
      try (PlausibleAdmin admin = PlausibleAdmin.connect(postgres.getPostgresDatabase())) {
        steps.done("PostgreSQL", admin.schema().serverVersion() + " on port " + postgres.getPort());
        steps.done("Schema", "tables of Plausible " + admin.schema().generation());
      }
      return postgres;
    } catch (SQLException | RuntimeException e) {
      postgres.close();
      throw new IOException("The schema could not be loaded: " + e.getMessage(), e);
    }
  }

  static SecretValue secretKeyBase() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return SecretValue.of(Base64.getEncoder().encodeToString(bytes));
  }
}
