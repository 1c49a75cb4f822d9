package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables for a database that is empty. */
class TestSchemaTest {
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource
  void eachReleaseLoadsOnceIntoAnEmptyDatabase(TestSchema schema) throws SQLException {
    DataSource database = database(schema);
    schema.load(database);

    assertThat(tables(database)).isGreaterThan(5);
    assertThatThrownBy(() -> schema.load(database)).isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aDatabaseThatIsNotEmptyGetsNothing(TestSchema schema) throws SQLException {
    DataSource database = database(schema);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE goals (note text)");
    }

    assertThatThrownBy(() -> schema.load(database)).hasMessageContaining("\"goals\"");
    assertThat(tables(database)).isEqualTo(1);
  }

  private static DataSource database(TestSchema schema) throws SQLException {
    String name = schema.name().toLowerCase(Locale.ROOT) + "_" + System.nanoTime();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return postgres.getDatabase("postgres", name);
  }

  private static long tables(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
