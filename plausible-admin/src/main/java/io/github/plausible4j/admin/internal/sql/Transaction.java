package io.github.plausible4j.admin.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction. Every statement is prepared and every value is a parameter, so no value is
 * ever part of the SQL text. Not thread-safe. For internal use only.
 */
public final class Transaction {
  private final Connection connection;

  public Transaction(Connection connection) {
    this.connection = connection;
  }

  /** The number of rows that the statement changed. */
  public long update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeLargeUpdate();
    }
  }

  /** All rows, in the order of the statement. */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> values = new ArrayList<>();
      while (rows.next()) {
        values.add(reader.read(rows));
      }
      return values;
    }
  }

  /** The value of the first row; empty without a row, or if the reader returns null. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.ofNullable(reader.read(rows)) : Optional.empty();
    }
  }

  /** The whole number in the first column of the first row; zero without a row. */
  public long count(String sql, @Nullable Object... parameters) throws SQLException {
    return first(sql, row -> row.getLong(1), parameters).orElse(0L);
  }

  /** Whether the query finds a row. */
  public boolean exists(String sql, @Nullable Object... parameters) throws SQLException {
    return first(sql, row -> true, parameters).isPresent();
  }

  /** Runs a statement without parameters, such as one about roles. */
  public void execute(String sql) throws SQLException {
    try (PreparedStatement statement = prepare(sql)) {
      statement.execute();
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        bind(statement, i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else if (value instanceof String[] texts) {
      statement.setArray(index, connection.createArrayOf("text", texts));
    } else if (value instanceof Long[] numbers) {
      statement.setArray(index, connection.createArrayOf("bigint", numbers));
    } else {
      statement.setObject(index, value);
    }
  }
}
