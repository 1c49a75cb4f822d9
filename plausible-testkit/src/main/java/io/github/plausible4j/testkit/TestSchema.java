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
 * Tables in the shape of Plausible's PostgreSQL database, for tests that write to one or give one
 * to {@link PlausibleServer.Builder#database}. They were written for this library and hold what
 * administration and the test server meet: a real Plausible has further tables and indexes, and
 * cannot be started on these.
 */
public enum TestSchema {
  /** Of autumn 2021: users own sites. */
  RELEASE_2021,
  /** Of 2.1: users own sites; second factors, plugin tokens and sessions. */
  RELEASE_2,
  /** Of 3.0 to 3.2: teams own sites. This is what the test server reads. */
  RELEASE_3;

  /** The statements, for PostgreSQL 14 and later with the extension citext. */
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
   * Creates the tables, all or none.
   *
   * @throws SQLException if the database refuses a statement, for example because it is not empty
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
