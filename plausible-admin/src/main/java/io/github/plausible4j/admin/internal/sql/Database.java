package io.github.plausible4j.admin.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Runs work in transactions of a {@link DataSource}, each on a separate connection. Thread-safe if
 * the data source is. For internal use only.
 */
public final class Database {
  private static final String DEADLOCK_DETECTED = "40P01";
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final int ATTEMPTS = 3;
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);
  private static final String CONNECTION_EXCEPTION = "08";

  private final DataSource dataSource;
  private final Duration lockTimeout;

  public Database(DataSource dataSource) {
    this(dataSource, LOCK_TIMEOUT);
  }

  public Database(DataSource dataSource, Duration lockTimeout) {
    this.dataSource = dataSource;
    this.lockTimeout = lockTimeout;
  }

  /**
   * Runs the work and commits it, or rolls it back when it throws or when {@code commit} is false.
   * A transaction that lost a deadlock is retried, three attempts at most. A lock of another
   * session is awaited for ten seconds by default. The session's time zone is set to UTC, because
   * column defaults use it and the columns have no zone.
   *
   * @throws UncertainCommitException if the connection broke while the work was committed
   */
  public <T> T transaction(boolean commit, Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(commit, work);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !lostToAnother(e)) {
          throw e;
        }
      }
    }
  }

  private <T> T once(boolean commit, Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        Transaction transaction = new Transaction(connection);
        transaction.first(
            "SELECT set_config('lock_timeout', ?, true), set_config('TimeZone', 'UTC', true)",
            row -> row.getString(1),
            lockTimeout.toMillis() + "ms");
        T value = work.in(transaction);
        if (commit) {
          commit(connection);
        } else {
          connection.rollback();
        }
        return value;
      } catch (SQLException | RuntimeException | Error e) {
        // In any case: turning auto-commit on again would commit an open transaction.
        rollBack(connection, e);
        throw e;
      } finally {
        restore(connection, autoCommit);
      }
    }
  }

  private static void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw String.valueOf(e.getSQLState()).startsWith(CONNECTION_EXCEPTION)
          ? new UncertainCommitException(e)
          : e;
    }
  }

  private static boolean lostToAnother(SQLException e) {
    return DEADLOCK_DETECTED.equals(e.getSQLState())
        || SERIALIZATION_FAILURE.equals(e.getSQLState());
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Restores auto-commit for the pool. A broken connection must not hide the failure that broke it.
   */
  private static void restore(Connection connection, boolean autoCommit) {
    try {
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      // The connection is lost, and the pool will notice. The failure itself is already thrown.
    }
  }
}
