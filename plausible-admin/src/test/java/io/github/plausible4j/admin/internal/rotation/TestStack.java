package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.admin.rotation.ClickHouseMode;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A stack on a real PostgreSQL with real logins. Its application is an open connection that is made
 * again, with what is live, at each start.
 */
final class TestStack implements StackControl {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final EmbeddedPostgres server;
  private final String owner;
  private final String databaseName;
  private final boolean administered;
  private boolean administersItself;
  private final Map<StackSecret, Map<String, Map<String, SecretValue>>> versions =
      new EnumMap<>(StackSecret.class);
  private final Map<StackSecret, String> live = new EnumMap<>(StackSecret.class);
  private final List<SecretValue> everySecret = new ArrayList<>();
  private Connection application;
  private ClickHouseMode clickHouseMode = ClickHouseMode.STATEMENT;
  private @Nullable LoopbackClickHouse clickHouse;
  private Map<StackSecret, String> running = Map.of();

  private TestStack(PostgresMajor major, boolean administered) {
    this.server = RotationServer.of(major);
    this.owner = "plausible" + NUMBERS.incrementAndGet();
    this.databaseName = owner + "_db";
    this.administered = administered;
  }

  /** As the seed's author would have it: one login that owns everything. */
  static TestStack adopted(PostgresMajor major, boolean administered) {
    TestStack stack = new TestStack(major, administered);
    SecretValue password = SecretValue.of("first-password-of-" + stack.owner);
    TestDatabase root = TestDatabase.of(stack.server.getPostgresDatabase());
    root.run("CREATE ROLE " + stack.owner + " LOGIN PASSWORD '" + password.reveal() + "'");
    root.run("CREATE DATABASE " + stack.databaseName + " OWNER " + stack.owner);
    stack.add(
        StackSecret.POSTGRES_PASSWORD,
        Map.of("username", SecretValue.of(stack.owner), "password", password));
    stack.add(
        StackSecret.SECRET_KEY_BASE,
        Map.of("SECRET_KEY_BASE", SecretValue.of(SampleData.SECRET_KEY_BASE)));
    TestDatabase database = stack.asOwner();
    database.run(TestDatabase.script(SchemaGeneration.RELEASE_3));
    stack.restart();
    return stack;
  }

  /** ClickHouse with dictionaries, whose users are kept in one of the two ways. */
  void withClickHouse(ClickHouseMode mode) {
    SecretValue password = SecretValue.of("first 'password' of \\ clickhouse " + owner);
    clickHouseMode = mode;
    clickHouse = LoopbackClickHouse.start(owner, password.reveal());
    add(
        StackSecret.CLICKHOUSE_PASSWORD,
        Map.of("username", SecretValue.of(owner), "password", password));
  }

  LoopbackClickHouse clickHouseServer() {
    return Objects.requireNonNull(clickHouse);
  }

  void add(StackSecret secret, Map<String, SecretValue> values) {
    create(secret, "v1", values);
    makeLive(secret, "v1");
  }

  TestDatabase asOwner() {
    return TestDatabase.of(database(SecretLookup.application(this)));
  }

  String owner() {
    return owner;
  }

  List<SecretValue> everySecret() {
    return everySecret;
  }

  boolean isRunningWhatIsLive() {
    return application != null && running.equals(whatItReads());
  }

  /** The first user's password is for a person; the application has its hash. */
  private Map<StackSecret, String> whatItReads() {
    Map<StackSecret, String> read = new EnumMap<>(live);
    read.remove(StackSecret.ADMIN_PASSWORD);
    return read;
  }

  /** Whether the connection that the application made at its last start still answers. */
  boolean openSessionAnswers() throws SQLException {
    return application != null && application.isValid(5);
  }

  boolean letsIn(Login login) {
    try {
      database(login).getConnection().close();
      return true;
    } catch (SQLException e) {
      if ("28P01".equals(e.getSQLState())) {
        return false;
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<String> liveVersion(StackSecret secret) {
    return Optional.ofNullable(live.get(secret));
  }

  @Override
  public List<String> versions(StackSecret secret) {
    return List.copyOf(versions.getOrDefault(secret, Map.of()).keySet());
  }

  @Override
  public Optional<Map<String, SecretValue>> read(StackSecret secret, String version) {
    return Optional.ofNullable(versions.getOrDefault(secret, Map.of()).get(version));
  }

  @Override
  public void create(StackSecret secret, String version, Map<String, SecretValue> values) {
    values.forEach(
        (key, value) -> {
          if (!key.equals("username") && !key.equals("email")) {
            everySecret.add(value);
          }
        });
    versions.computeIfAbsent(secret, s -> new LinkedHashMap<>()).putIfAbsent(version, values);
  }

  @Override
  public void makeLive(StackSecret secret, String version) {
    if (read(secret, version).isEmpty()) {
      throw new IllegalStateException(secret + " has no version " + version);
    }
    live.put(secret, version);
  }

  @Override
  public void delete(StackSecret secret, String version) {
    if (version.equals(live.get(secret))) {
      throw new IllegalStateException(version + " of " + secret + " is live");
    }
    versions.getOrDefault(secret, new LinkedHashMap<>()).remove(version);
  }

  @Override
  public void restart() {
    stop();
    try {
      if (clickHouseMode == ClickHouseMode.READS_SECRET) {
        clickHouseServer()
            .setPassword(
                owner,
                SecretLookup.liveValue(this, StackSecret.CLICKHOUSE_PASSWORD, "password").reveal());
      }
      application = database(SecretLookup.application(this)).getConnection();
      running = whatItReads();
    } catch (SQLException e) {
      throw new IllegalStateException("The application does not start", e);
    }
  }

  @Override
  public void stop() {
    try {
      if (application != null) {
        int backend = application.unwrap(PGConnection.class).getBackendPID();
        application.close();
        awaitEnd(backend);
      }
      application = null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A backend ends a moment after its client. */
  private void awaitEnd(int backend) {
    TestDatabase root = TestDatabase.of(server.getPostgresDatabase());
    for (int look = 0; look < 10_000; look++) {
      if (root.holds("NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid = " + backend + ")")) {
        return;
      }
    }
    throw new IllegalStateException("The application's session does not end");
  }

  /** As the compose file of the Community Edition has it: one superuser for everything. */
  void administeredByItsApplication() {
    asAdministrator().run("ALTER ROLE " + owner + " SUPERUSER");
    administersItself = true;
  }

  TestDatabase asAdministrator() {
    return TestDatabase.of(server.getDatabase("postgres", databaseName));
  }

  @Override
  public Optional<Login> databaseAdministrator() {
    if (administersItself) {
      return Optional.of(SecretLookup.application(this));
    }
    return administered
        ? Optional.of(new Login("postgres", SecretValue.of("trusted")))
        : Optional.empty();
  }

  @Override
  public DataSource database(Login login) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {server.getPort()});
    source.setDatabaseName(databaseName);
    source.setUser(login.username());
    source.setPassword(login.password().reveal());
    return source;
  }

  @Override
  public ClickHouseMode clickHouseMode() {
    return clickHouseMode;
  }

  @Override
  public URI clickHouse() {
    return clickHouseServer().address();
  }

  @Override
  public void close() {
    stop();
    if (clickHouse != null) {
      clickHouse.close();
    }
  }
}
