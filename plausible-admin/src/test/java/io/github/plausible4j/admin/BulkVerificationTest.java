package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.admin.model.BulkVerification;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class BulkVerificationTest {
  private static final Logger LOG = LoggerFactory.getLogger(BulkVerificationTest.class);
  private static final int USERS = 100_000;

  /** A ratio within one run, so that a slow machine slows both. */
  @Test
  void aHundredThousandUsersTakeLessThanTenBareUpdates() {
    TestDatabase database = TestDatabase.of(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
    database.run(
        "INSERT INTO users (email, name, inserted_at, updated_at) SELECT 'user' || n ||"
            + " '@example.org', 'User', now(), now() FROM generate_series(1, "
            + USERS
            + ") n;"
            + "INSERT INTO email_activation_codes (user_id, code, issued_at)"
            + " SELECT id, '1234', now() FROM users WHERE id % 10 = 0");
    Users users = PlausibleAdmin.connect(database.dataSource()).users();

    long start = System.nanoTime();
    database.run("UPDATE users SET email_verified = true");
    long bare = System.nanoTime() - start;
    database.run("UPDATE users SET email_verified = false");

    start = System.nanoTime();
    BulkVerification verification = users.verifyAllEmails();
    long operation = System.nanoTime() - start;

    LOG.info(
        "{} users: bare update {} ms, operation {} ms, ratio {}",
        USERS,
        bare / 1_000_000,
        operation / 1_000_000,
        (double) operation / bare);
    assertThat(verification.verified()).isEqualTo(USERS);
    assertThat(database.holds("NOT EXISTS (SELECT 1 FROM email_activation_codes)")).isTrue();
    assertThat(operation).isLessThan(10 * bare);
  }
}
