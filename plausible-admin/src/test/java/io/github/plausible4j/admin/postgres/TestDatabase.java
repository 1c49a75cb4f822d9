package io.github.plausible4j.admin.postgres;

import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.testkit.TestSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * A database of one test, copied from a template of its schema generation. Closed, it is emptied
 * for the next test; a test that changes its tables does not close it.
 */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

  private static final Map<String, Queue<TestDatabase>> FREE = new ConcurrentHashMap<>();

  private final DataSource dataSource;
  private final Queue<TestDatabase> home;

  private TestDatabase(DataSource dataSource, Queue<TestDatabase> home) {
    this.dataSource = dataSource;
    this.home = home;
  }

  public static TestDatabase of(PostgresMajor major, SchemaGeneration generation) {
    String kind = major + "_" + generation.name();
    Queue<TestDatabase> home = FREE.computeIfAbsent(kind, k -> new ConcurrentLinkedQueue<>());
    TestDatabase free = home.poll();
    if (free != null) {
      free.empty();
      return free;
    }
    String template = TEMPLATES.computeIfAbsent(kind, name -> template(major, generation, name));
    String name = "test_" + NUMBERS.incrementAndGet();
    of(major.database("postgres"))
        .run("CREATE DATABASE " + name + " TEMPLATE \"" + template + "\"");
    return new TestDatabase(major.database(name), home);
  }

  public static TestDatabase of(DataSource dataSource) {
    return new TestDatabase(dataSource, new ConcurrentLinkedQueue<>());
  }

  public static String script(SchemaGeneration generation) {
    return switch (generation) {
      case RELEASE_2021 -> TestSchema.RELEASE_2021.script();
      case RELEASE_2 -> TestSchema.RELEASE_2.script();
      case RELEASE_3 -> TestSchema.RELEASE_3.script();
      case UNKNOWN -> throw new IllegalArgumentException("nothing to load");
    };
  }

  private static String template(PostgresMajor major, SchemaGeneration generation, String name) {
    of(major.database("postgres")).run("CREATE DATABASE \"" + name + "\"");
    of(major.database(name)).run(script(generation));
    of(major.database(name)).run(FurtherTables.of(generation));
    return name;
  }

  @Override
  public void close() {
    home.add(this);
  }

  private void empty() {
    List<String> tables =
        column(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                + " AND tablename <> 'schema_migrations'");
    run("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY");
    if (tables.contains("email_verification_codes")) {
      run("INSERT INTO email_verification_codes (code) SELECT generate_series(1200, 1299)");
    }
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public void run(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public void run(String sql, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of all rows, as text. */
  public List<String> column(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      return column(statement, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static List<String> column(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  public String value(String sql) {
    return column(sql).get(0);
  }

  public boolean holds(String condition) {
    return value("SELECT coalesce((" + condition + "), false)").equals("t");
  }

  /** Everything that is stored, as text that is equal when the content is. */
  public String content() {
    // One connection for all tables: PostgreSQL starts a process for each.
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      StringBuilder content = new StringBuilder();
      for (String table :
          column(
              statement,
              "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")) {
        content.append(table).append('\n');
        column(statement, "SELECT x::text FROM " + table + " x ORDER BY 1")
            .forEach(row -> content.append(row).append('\n'));
      }
      return content.toString();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read the content", e);
    }
  }
}
