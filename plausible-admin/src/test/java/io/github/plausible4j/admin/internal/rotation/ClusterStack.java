package io.github.plausible4j.admin.internal.rotation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.plausible4j.admin.PlausibleAdmin;
import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.crypto.TotpVault;
import io.github.plausible4j.admin.internal.crypto.WrongVaultKeyException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A stack that was applied to a cluster and whose PostgreSQL is a real one: outside of the cluster
 * with one login, or in the pod of a fake cluster with two.
 */
public final class ClusterStack implements AutoCloseable {
  public static final String EMAIL = "me@example.org";
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final byte[] FACTOR = "twenty random bytes!".getBytes(US_ASCII);

  private final TestCluster cluster;
  private final PlausibleStack stack;
  private final TestDatabase database;
  private final ClusterStackControl control;
  private final TestClock clock = new TestClock();
  private final Set<String> everySecret = new HashSet<>();
  private final LoopbackClickHouse clickHouse;
  private final AutoCloseable server;

  private ClusterStack(
      TestCluster cluster,
      PlausibleStack stack,
      TestDatabase database,
      LoopbackClickHouse clickHouse,
      AutoCloseable server) {
    this.cluster = cluster;
    this.stack = stack;
    this.database = database;
    this.clickHouse = clickHouse;
    this.server = server;
    this.control = control();
  }

  /** Databases elsewhere, each with one login that nobody administers. */
  static ClusterStack external(TestCluster cluster) {
    EmbeddedPostgres server = RotationServer.of(PostgresMajor.V18);
    String login = "outside" + NUMBERS.incrementAndGet();
    TestDatabase root = TestDatabase.of(server.getPostgresDatabase());
    String password = "first/password+of " + login;
    root.run("CREATE ROLE " + login + " LOGIN PASSWORD '" + password + "'");
    root.run("CREATE DATABASE " + login + "_db OWNER " + login);
    TestDatabase asLogin = TestDatabase.of(login(server.getPort(), login + "_db", login, password));
    asLogin.run(TestDatabase.script(SchemaGeneration.RELEASE_3));
    String url = "postgres://" + login + "@127.0.0.1:" + server.getPort() + "/" + login + "_db";
    LoopbackClickHouse clickHouse = LoopbackClickHouse.start(login, password);
    PlausibleStack stack =
        builder(cluster)
            .postgres(PostgresSpec.external(url, SecretSource.of(password)))
            .clickHouse(
                ClickHouseSpec.external(
                    "http://" + login + "@127.0.0.1:" + clickHouse.port() + "/events",
                    SecretSource.of(password)))
            .build();
    provisioner(cluster).apply(stack);
    return new ClusterStack(
            cluster,
            stack,
            TestDatabase.of(server.getDatabase("postgres", login + "_db")),
            clickHouse,
            () -> {})
        .filled();
  }

  /** Databases in the pods of the stack's own StatefulSets, prepared as its Jobs do. */
  static ClusterStack managed(TestCluster cluster) {
    return managed(cluster, PostgresMajor.V17.number());
  }

  /** The same with a server of this major. */
  public static ClusterStack managed(TestCluster cluster, int postgres) {
    EmbeddedPostgres server = RotationServer.start(postgres);
    LoopbackClickHouse clickHouse = LoopbackClickHouse.empty().withUsersOfAFile();
    var forwards = cluster.server().orElseThrow().portForwards();
    forwards.serve(5432, server.getPort());
    forwards.serve(8123, clickHouse.port());
    PlausibleStack stack = builder(cluster).build();
    provisioner(cluster).apply(stack);
    clickHouse.before(new PodUsersFile(cluster, stack, clickHouse)::read);
    clickHouse.migrate("plausible", firstPassword(cluster, stack, SecretRole.CLICKHOUSE));
    String password = firstPassword(cluster, stack, SecretRole.POSTGRES);
    TestDatabase root = TestDatabase.of(server.getPostgresDatabase());
    root.run("CREATE ROLE plausible NOLOGIN CREATEDB");
    root.run("CREATE ROLE plausible_a LOGIN PASSWORD '" + password + "' IN ROLE plausible");
    root.run("ALTER ROLE plausible_a SET role TO plausible");
    root.run("CREATE DATABASE plausible_db OWNER plausible");
    TestDatabase.of(login(server.getPort(), "plausible_db", "plausible_a", password))
        .run(TestDatabase.script(SchemaGeneration.RELEASE_3));
    return new ClusterStack(
            cluster,
            stack,
            TestDatabase.of(server.getDatabase("postgres", "plausible_db")),
            clickHouse,
            server)
        .filled();
  }

  private static String firstPassword(TestCluster cluster, PlausibleStack stack, SecretRole role) {
    return new SecretVersions(cluster.client(), stack)
        .read(role, "v1")
        .flatMap(values -> values.reveal("password"))
        .orElseThrow();
  }

  private static PlausibleStack.Builder builder(TestCluster cluster) {
    return PlausibleStack.homelab("https://stats.example.org")
        .namespace(cluster.namespace())
        .storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi"))
        .admin(AdminUser.of(EMAIL))
        .mail(
            MailSpec.smtp(
                "smtp.example.org", 587, "plausible", SecretSource.of("first-mail-password")))
        .exposure(ExposureSpec.tunnelToken(tunnelToken(1)));
  }

  static String tunnelToken(int number) {
    return Base64.getEncoder()
        .encodeToString(
            ("{\"a\":\"account\",\"s\":\"tunnel secret "
                    + number
                    + "\",\"t\":\"6ff42ae2-765d-4adf-8112-31c55c1551ef\"}")
                .getBytes(UTF_8));
  }

  public static StackProvisioner provisioner(TestCluster cluster) {
    return StackProvisioner.builder(cluster.client())
        .takeOver(SecretVersions.FIELD_MANAGER)
        .deadline(Duration.ofMinutes(4))
        .preflight(false)
        .build();
  }

  private ClusterStack filled() {
    database.run(
        "INSERT INTO users (email, name, password_hash, totp_enabled, totp_secret, inserted_at,"
            + " updated_at) VALUES ('me@example.org', 'Me', ?, true, ?, now(), now())",
        FastHash.of(live(StackSecret.ADMIN_PASSWORD, "password")),
        TotpVault.of(live(StackSecret.TOTP_VAULT_KEY, "TOTP_VAULT_KEY")).encrypt(FACTOR));
    try (PlausibleAdmin admin = PlausibleAdmin.connect(cluster.client(), stack)) {
      admin.apiKeys().register(EMAIL, "known", RotationCase.KNOWN_KEY);
      admin
          .apiKeys()
          .register(
              EMAIL, "unknown", io.github.plausible4j.k8s.stack.SecretValue.of("u".repeat(64)));
    }
    control.disconnect();
    return this;
  }

  /** As kubectl makes a Secret of a file that an editor has saved. */
  void endInALineBreak(String suffix, String key) {
    cluster
        .client()
        .secrets()
        .inNamespace(cluster.namespace())
        .withName(stack.name() + "-" + suffix)
        .edit(
            secret -> {
              String value =
                  new String(Base64.getDecoder().decode(secret.getData().get(key)), UTF_8);
              secret
                  .getData()
                  .put(key, Base64.getEncoder().encodeToString((value + "\n").getBytes(UTF_8)));
              return secret;
            });
  }

  public TestCluster cluster() {
    return cluster;
  }

  public PlausibleStack stack() {
    return stack;
  }

  public TestDatabase database() {
    return database;
  }

  public int databasePort() throws SQLException {
    try (var connection = database.dataSource().getConnection()) {
      return Integer.parseInt(connection.getMetaData().getURL().replaceFirst(".*:(\\d+)/.*", "$1"));
    }
  }

  /** Sessions of this library, whichever login they have. */
  long databaseSessions() {
    return Long.parseLong(
        database.value(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'plausible4j'"));
  }

  public LoopbackClickHouse clickHouse() {
    return clickHouse;
  }

  public TestClock clock() {
    return clock;
  }

  public ClusterStackControl control() {
    return new ClusterStackControl(cluster.client(), stack, provisioner(cluster));
  }

  /** A rotator of another process, on a machine with the same clock. */
  RotationEngine rotator() {
    return RotationEngine.of(
            control(),
            new ClusterJournal(cluster.client(), stack),
            new ClusterLease(cluster.client(), stack, clock))
        .withSleeper(clock::pass);
  }

  /**
   * What a user of the stack would notice if a rotation had left it half done; empty if nothing.
   */
  public String flaw() throws SQLException {
    rememberSecrets();
    String application = podSecrets(stack.name());
    for (StackSecret secret : StackSecret.values()) {
      String version = control.liveVersion(secret).orElseThrow();
      String name = secretName(secret) + (version.equals("v1") ? "" : "-" + version);
      String where =
          secret == StackSecret.TUNNEL_TOKEN ? podSecrets(stack.name() + "-tunnel") : application;
      if (secret != StackSecret.ADMIN_PASSWORD && !where.contains("[" + name + "]")) {
        return name + " is live and not what pods read: " + where;
      }
    }
    try (var connection = control.database(SecretLookup.application(control)).getConnection()) {
      if (!connection.isValid(5)) {
        return "the database does not answer";
      }
    } finally {
      control.disconnect();
    }
    Login events =
        SecretLookup.login(
            control,
            StackSecret.CLICKHOUSE_PASSWORD,
            SecretLookup.live(control, StackSecret.CLICKHOUSE_PASSWORD));
    if (!clickHouse.letsIn(events.username(), events.password().reveal())) {
      return "ClickHouse refuses the application";
    }
    if (!clickHouse.dictionariesLoad()) {
      return "dictionaries have another password";
    }
    String keyBase = live(StackSecret.SECRET_KEY_BASE, "SECRET_KEY_BASE");
    if (!database
        .column("SELECT key_hash FROM api_keys WHERE name = 'known'")
        .equals(List.of(ApiKeyHash.of(keyBase, RotationCase.KNOWN_KEY.reveal())))) {
      return "the known API key does not work";
    }
    if (!secondFactorIsReadable()) {
      return "the TOTP secret cannot be read";
    }
    if (!PasswordHash.matches(
        live(StackSecret.ADMIN_PASSWORD, "password").toCharArray(),
        database.value("SELECT password_hash FROM users WHERE id = 1"))) {
      return "the first user's password is another one";
    }
    return provisioner(cluster).status(stack).isReady()
        ? ""
        : provisioner(cluster).status(stack).toString();
  }

  /** Values of Secrets that were ever there, but for names. */
  Set<String> everySecret() {
    rememberSecrets();
    return everySecret;
  }

  /** All objects but Secrets, and all that was ever sent, as one text. */
  String everythingElse() {
    StringBuilder text = new StringBuilder();
    var client = cluster.client();
    String namespace = cluster.namespace();
    text.append(client.configMaps().inNamespace(namespace).list());
    text.append(client.leases().inNamespace(namespace).list());
    text.append(client.pods().inNamespace(namespace).list());
    text.append(client.v1().events().inNamespace(namespace).list());
    text.append(client.apps().deployments().inNamespace(namespace).list());
    text.append(client.apps().statefulSets().inNamespace(namespace).list());
    text.append(client.batch().v1().jobs().inNamespace(namespace).list());
    cluster
        .server()
        .ifPresent(fake -> fake.writtenOutsideSecrets().forEach(body -> text.append(body)));
    return text.toString();
  }

  private void rememberSecrets() {
    for (Secret secret :
        cluster.client().secrets().inNamespace(cluster.namespace()).list().getItems()) {
      Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
      data.forEach(
          (key, value) -> {
            if (!Set.of("username", "email", "name").contains(key)) {
              String text = new String(Base64.getDecoder().decode(value), UTF_8);
              everySecret.add(text);
              everySecret.add(value);
            }
          });
    }
  }

  private String secretName(StackSecret secret) {
    String suffix =
        switch (secret) {
          case POSTGRES_PASSWORD -> "database";
          case CLICKHOUSE_PASSWORD -> "clickhouse";
          case SECRET_KEY_BASE -> "secret-key-base";
          case TOTP_VAULT_KEY -> "totp-vault-key";
          case ADMIN_PASSWORD -> "admin";
          case MAIL_CREDENTIAL -> "mail";
          case TUNNEL_TOKEN -> "tunnel";
        };
    return stack.name() + "-" + suffix;
  }

  private String podSecrets(String deployment) {
    Deployment live =
        cluster
            .client()
            .apps()
            .deployments()
            .inNamespace(cluster.namespace())
            .withName(deployment)
            .get();
    StringBuilder names = new StringBuilder();
    live.getSpec()
        .getTemplate()
        .getSpec()
        .getVolumes()
        .forEach(
            volume -> {
              if (volume.getSecret() != null) {
                names.append('[').append(volume.getSecret().getSecretName()).append(']');
              }
              if (volume.getProjected() != null) {
                volume
                    .getProjected()
                    .getSources()
                    .forEach(
                        source ->
                            names.append('[').append(source.getSecret().getName()).append(']'));
              }
            });
    return names.toString();
  }

  private boolean secondFactorIsReadable() {
    String stored = database.value("SELECT encode(totp_secret, 'hex') FROM users WHERE id = 1");
    try {
      return Arrays.equals(
          FACTOR,
          TotpVault.of(live(StackSecret.TOTP_VAULT_KEY, "TOTP_VAULT_KEY"))
              .decrypt(HexFormat.of().parseHex(stored)));
    } catch (WrongVaultKeyException e) {
      return false;
    }
  }

  public String live(StackSecret secret, String key) {
    return SecretLookup.liveValue(control, secret, key).reveal();
  }

  private static PGSimpleDataSource login(int port, String database, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  @Override
  public void close() {
    control.close();
    clickHouse.close();
    cluster.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
