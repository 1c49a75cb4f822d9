package io.github.plausible4j.admin.postgres;

import static java.util.stream.Collectors.joining;

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
  private String reset = "";

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
    return new TestDatabase(KeptConnections.of(major.database(name)), home);
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

  /** In one message. DELETE keeps the files of indexes, which TRUNCATE would write again. */
  private void empty() {
    if (reset.isEmpty()) {
      reset = resetting();
    }
    run(reset);
  }

  private String resetting() {
    StringBuilder statements = new StringBuilder("SET session_replication_role = replica;");
    for (String table : tables()) {
      if (!table.equals("schema_migrations")) {
        statements.append("DELETE FROM ").append(table).append(';');
      }
    }
    statements.append("SET session_replication_role = origin;");
    statements.append(
        "SELECT setval(seqrelid, 1, false) FROM pg_sequence"
            + " WHERE pg_sequence_last_value(seqrelid) IS NOT NULL;");
    if (tables().contains("email_verification_codes")) {
      statements.append(
          "INSERT INTO email_verification_codes (code) SELECT generate_series(1200, 1299)");
    }
    return statements.toString();
  }

  private List<String> tables() {
    return column("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
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

  /** All tables and everything in them, as text that is equal when the content is. */
  public String content() {
    List<String> tables = tables();
    if (tables.isEmpty()) {
      return "";
    }
    String rows =
        tables.stream()
            .map(table -> "SELECT '" + table + " ' || x::text FROM " + table + " x")
            .collect(joining(" UNION ALL "));
    return tables + "\n" + String.join("\n", column(rows + " ORDER BY 1"));
  }
}
