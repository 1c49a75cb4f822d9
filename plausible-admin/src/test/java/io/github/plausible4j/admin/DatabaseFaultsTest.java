package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.model.DatabaseException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.Verification;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a database that is away, locked, read-only or not ours says, with the remedy. */
class DatabaseFaultsTest {
  private static final String ME = "me@example.org";

  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);

  private static void assertFails(DataSource there, String sqlState, String remedy) {
    assertThatThrownBy(() -> PlausibleAdmin.connect(there).users().verifyEmail(ME))
        .isInstanceOfSatisfying(
            DatabaseException.class, failure -> assertThat(failure.sqlState()).isEqualTo(sqlState))
        .hasMessageStartingWith("users.verifyEmail failed in the database: ")
        .hasMessageEndingWith(remedy);
  }

  private void assertUntouched() {
    assertThat(database.holds("(SELECT NOT email_verified FROM users WHERE id = 1)")).isTrue();
  }

  @Test
  void aRoleWithoutPrivilegesIsToldWhichRoleToUse() {
    String role = "nobody_" + System.nanoTime();
    database.run("CREATE ROLE " + role + " LOGIN");

    assertFails(
        as(role),
        "42501",
        "; connect as the role that owns Plausible's tables, or grant it to this one");
    database.run("DROP ROLE " + role);
  }

  @Test
  void aServerThatOnlyReadsIsReadAndNotWritten() {
    PGSimpleDataSource replica = as("postgres");
    replica.setOptions("-c default_transaction_read_only=on");

    assertThat(PlausibleAdmin.connect(replica).users().list()).hasSize(2);
    assertFails(replica, "25006", "; connect to the primary server, in a session that can write");
    assertUntouched();
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    PGSimpleDataSource nowhere = as("postgres");
    nowhere.setDatabaseName("no_such_database");

    assertFails(nowhere, "3D000", "; use the database of Plausible, such as plausible_db");
  }

  @Test
  void readingAnotherApplicationsDatabaseAsksWhetherItIsPlausibles() {
    assertThatThrownBy(
            () -> PlausibleAdmin.connect(PostgresMajor.V18.database("postgres")).users().list())
        .isInstanceOf(DatabaseException.class)
        .hasMessageEndingWith("; is this Plausible's database? See schema().differences()");
  }

  @Test
  void aConnectionThatEndsMeanwhileChangesNothing() {
    database.run(
        "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;"
            + "CREATE TRIGGER cut AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION cut()");

    assertFails(
        database.dataSource(), "57P01", "; nothing was changed, try again when the server answers");
    assertUntouched();
  }

  @Test
  void anUnconfirmedCommitIsReportedAsUncertain() {
    assertFails(
        committingWithoutAnswer(database.dataSource()),
        "08006",
        "; the connection broke during the commit, so the change may have been made: check, then"
            + " repeat the call");
    assertThat(PlausibleAdmin.connect(database.dataSource()).users().verifyEmail(ME))
        .isEqualTo(Verification.ALREADY_VERIFIED);
  }

  @Test
  void anErrorInTheMiddleOfTheWorkChangesNothing() {
    Database mine = new Database(database.dataSource());

    assertThatThrownBy(
            () ->
                mine.transaction(
                    true,
                    tx -> {
                      tx.update("UPDATE users SET email_verified = true");
                      throw new StackOverflowError("deep down");
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertUntouched();
  }

  @Test
  void rowsThatAnotherSessionHoldsAreNotAwaitedForever() throws SQLException {
    Users users =
        PlausibleAdmin.on(new Database(database.dataSource(), Duration.ofMillis(50))).users();
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT 1 FROM users WHERE id = 1 FOR UPDATE");

      assertThatThrownBy(() -> users.verifyEmail(ME))
          .isInstanceOf(DatabaseException.class)
          .hasMessageEndingWith("; another session holds these rows, try again when it is done");
      other.rollback();
    }
    assertThat(users.verifyEmail(ME)).isEqualTo(Verification.VERIFIED);
  }

  @Test
  void aRowOfAnUnknownTableThatKeepsAUserIsNamed() {
    database.run(
        "CREATE TABLE plans (user_id bigint REFERENCES users); INSERT INTO plans VALUES (2)");

    assertThatThrownBy(
            () -> PlausibleAdmin.connect(database.dataSource()).users().delete("you@example.org"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("on table \"plans\"")
        .hasMessageEndingWith("; delete the rows that refer to it first");
  }

  private PGSimpleDataSource as(String role) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(
        new int[] {Integer.parseInt(database.value("SELECT current_setting('port')"))});
    source.setDatabaseName(database.value("SELECT current_database()"));
    source.setUser(role);
    return source;
  }

  /** Commits, and breaks the connection before that is confirmed. */
  private static DataSource committingWithoutAnswer(DataSource real) {
    return (DataSource)
        Proxy.newProxyInstance(
            DatabaseFaultsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> {
              Connection connection = real.getConnection();
              return Proxy.newProxyInstance(
                  DatabaseFaultsTest.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, called, given) -> {
                    if (called.getName().equals("commit")) {
                      connection.commit();
                      throw new SQLException("An I/O error occurred", "08006");
                    }
                    try {
                      return called.invoke(connection, given);
                    } catch (InvocationTargetException e) {
                      throw e.getTargetException();
                    }
                  });
            });
  }
}
