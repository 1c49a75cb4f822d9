package io.github.plausible4j.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Tables in the form of Plausible's PostgreSQL database, for tests that write to one or pass one to
 * {@link PlausibleServer.Builder#database}. They were written for this library, and contain only
 * what the administration and the test server use. A real Plausible has more tables and indexes,
 * and cannot be started on these.
 */
public enum TestSchema {
  /** The schema of autumn 2021: users own sites. */
  RELEASE_2021,
  /**
   * The schema of 2.1: users own sites; with two-factor authentication, plugin tokens and sessions.
   */
  RELEASE_2,
  /** The schema of 3.0 to 3.2: teams own sites. The test server reads this schema. */
  RELEASE_3;

  /** The SQL statements, for PostgreSQL 14 and later with the extension citext. */
  public String script() {
    String file = "schema/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".sql";
    try (InputStream script =
        Objects.requireNonNull(TestSchema.class.getResourceAsStream(file), file)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Creates all tables in one transaction.
   *
   * @throws SQLException if the database rejects a statement, for example because it is not empty
   */
  public void load(DataSource emptyDatabase) throws SQLException {
    try (Connection connection = emptyDatabase.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(script());
      connection.commit();
    }
  }
}
