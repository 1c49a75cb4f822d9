package io.github.plausible4j.testkit.internal.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs statements, each on its own connection. Thread-safe. */
final class Sql {
  /** SQLSTATEs of a missing table and a missing column. */
  private static final Set<String> NO_SUCH_NAME = Set.of("42P01", "42703");

  private static final String OTHER_SCHEMA =
      "; use a database with the schema of Community Edition 3, such as TestSchema.RELEASE_3";

  private final DataSource database;

  Sql(DataSource database) {
    this.database = database;
  }

  /** Reads one row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> list(RowReader<T> reader, String query, @Nullable Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, query, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  <T> @Nullable T first(RowReader<T> reader, String query, @Nullable Object... parameters) {
    List<T> all = list(reader, query, parameters);
    return all.isEmpty() ? null : all.get(0);
  }

  int update(String statement, @Nullable Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement prepared = prepare(connection, statement, parameters)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String statement, @Nullable Object... parameters) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      prepared.setObject(
          i + 1,
          parameter instanceof List<?> texts
              ? connection.createArrayOf("varchar", texts.toArray())
              : parameter);
    }
    return prepared;
  }

  private static IllegalStateException failure(SQLException e) {
    return new IllegalStateException(
        "the database did not answer like the database of a Plausible (SQLSTATE "
            + e.getSQLState()
            + "): "
            + e.getMessage()
            + (NO_SUCH_NAME.contains(String.valueOf(e.getSQLState())) ? OTHER_SCHEMA : ""),
        e);
  }
}
