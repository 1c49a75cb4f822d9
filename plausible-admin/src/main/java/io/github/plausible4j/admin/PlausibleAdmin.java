package io.github.plausible4j.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.desired.DesiredState;
import io.github.plausible4j.admin.internal.clickhouse.ClickHouseServer;
import io.github.plausible4j.admin.internal.clickhouse.EventTables;
import io.github.plausible4j.admin.internal.cluster.ClusterConnection;
import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.model.ClusterAccessException;
import io.github.plausible4j.admin.model.SchemaInfo;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Administers one Plausible server through its PostgreSQL database. Every operation checks the
 * schema, runs in one transaction, can be repeated, reports what it changed, and writes a line
 * without secrets to the log {@code io.github.plausible4j.admin.audit}. Immutable and thread-safe.
 */
public final class PlausibleAdmin implements AutoCloseable {
  private static final int SHORTEST_SECRET_KEY_BASE = 32;

  private final Operations operations;
  private final @Nullable SecretValue secretKeyBase;
  private final @Nullable ClusterConnection cluster;
  private final @Nullable EventTables eventTables;

  private PlausibleAdmin(
      Operations operations,
      @Nullable SecretValue secretKeyBase,
      @Nullable ClusterConnection cluster,
      @Nullable EventTables eventTables) {
    this.operations = operations;
    this.secretKeyBase = secretKeyBase;
    this.cluster = cluster;
    this.eventTables = eventTables;
  }

  /**
   * Administers the database that the server itself uses, such as {@code plausible_db}. No
   * connection is opened before the first operation. The caller closes the data source.
   */
  public static PlausibleAdmin connect(DataSource plausibleDatabase) {
    return on(new Database(plausibleDatabase));
  }

  static PlausibleAdmin on(Database database) {
    return new PlausibleAdmin(new Operations(database, false, false), null, null, null);
  }

  /**
   * Administers a stack in a cluster, with the login and the SECRET_KEY_BASE that its Secrets
   * currently contain. PostgreSQL in the cluster is reached through a port-forward that listens on
   * loopback only, an external PostgreSQL directly. When the pod is replaced or the password is
   * rotated, the running operation fails and the next one uses the new pod and the new Secret.
   * Connect again after a new SECRET_KEY_BASE.
   *
   * <p>Needs the verbs get and list on pods and secrets and get and create on {@code
   * pods/portforward} in the stack's namespace. The caller closes the client.
   *
   * @throws ClusterAccessException if there is no such stack, no ready pod or no permission; no
   *     connection is left open then
   */
  public static PlausibleAdmin connect(KubernetesClient client, PlausibleStack stack) {
    ClusterConnection cluster = new ClusterConnection(client, stack);
    try {
      cluster.probe();
      return new PlausibleAdmin(
              new Operations(new Database(cluster.dataSource()), false, false), null, cluster, null)
          .withSecretKeyBase(cluster.secretKeyBase());
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Sets the server's SECRET_KEY_BASE, which is part of the hash of every API key.
   *
   * @param secretKeyBase exactly as the server has it, at least 32 bytes
   */
  public PlausibleAdmin withSecretKeyBase(SecretValue secretKeyBase) {
    int length = secretKeyBase.reveal().getBytes(UTF_8).length;
    if (length < SHORTEST_SECRET_KEY_BASE) {
      throw new IllegalArgumentException(
          "SECRET_KEY_BASE has "
              + length
              + " bytes, but the server requires at least "
              + SHORTEST_SECRET_KEY_BASE
              + "; pass it exactly as the server has it");
    }
    return new PlausibleAdmin(operations, secretKeyBase, cluster, eventTables);
  }

  /**
   * Returns the same operations as a dry run: each one runs in full, reports what it would change,
   * and is rolled back.
   */
  public PlausibleAdmin preview() {
    return new PlausibleAdmin(operations.previewing(), secretKeyBase, cluster, eventTables);
  }

  /**
   * Allows writes to a schema that this library does not know. Check {@link SchemaInfo#differences}
   * first: an operation may leave columns of a newer release unfilled.
   */
  public PlausibleAdmin allowingUnknownSchema() {
    return new PlausibleAdmin(
        operations.allowingUnknownSchema(), secretKeyBase, cluster, eventTables);
  }

  /**
   * Sets the server's ClickHouse, for {@link #statistics}.
   *
   * @param address with the database, such as {@code http://clickhouse:8123/plausible_events_db}
   */
  public PlausibleAdmin withClickHouse(URI address, String username, SecretValue password) {
    String path = address.getPath() == null ? "" : address.getPath().replaceAll("^/+|/+$", "");
    if (path.isEmpty() || path.contains("/")) {
      throw new IllegalArgumentException(
          "The address of ClickHouse has no database; use one such as"
              + " http://clickhouse:8123/plausible_events_db");
    }
    EventTables tables = new EventTables(ClickHouseServer.at(address, username, password), path);
    return new PlausibleAdmin(operations, secretKeyBase, cluster, tables);
  }

  /**
   * Events and visits in ClickHouse. For a stack in a cluster, address and password are read from
   * its live Secrets at this call; ClickHouse in the cluster is reached through a port-forward.
   *
   * @throws IllegalStateException for a data source without {@link #withClickHouse}
   * @throws ClusterAccessException if the Secrets cannot be read
   */
  public Statistics statistics() {
    if (eventTables != null) {
      return new Statistics(operations, eventTables);
    }
    if (cluster == null) {
      throw new IllegalStateException(
          "The server's ClickHouse is needed for statistics; call withClickHouse first");
    }
    ClusterConnection.Events events = cluster.events();
    return new Statistics(
        operations,
        new EventTables(
            ClickHouseServer.at(events.address(), events.user(), events.password()),
            events.database()));
  }

  public Users users() {
    return new Users(operations);
  }

  public Sites sites() {
    return new Sites(operations, Sleeper.REAL);
  }

  public Goals goals() {
    return new Goals(operations);
  }

  public SharedLinks sharedLinks() {
    return new SharedLinks(operations);
  }

  public ApiKeys apiKeys() {
    return new ApiKeys(operations, secretKeyBase);
  }

  public PluginTokens pluginTokens() {
    return new PluginTokens(operations);
  }

  public Sessions sessions() {
    return new Sessions(operations);
  }

  public Teams teams() {
    return new Teams(operations);
  }

  /** Brings users, teams, sites and what belongs to them to a desired state. */
  public Desired desired(DesiredState state) {
    return new Desired(operations, secretKeyBase, state);
  }

  public Imports imports() {
    return new Imports(operations);
  }

  /** The schema that the database has now. */
  public SchemaInfo schema() {
    return operations.read("schema", (tx, schema) -> schema.info());
  }

  /**
   * Closes the port-forwards of {@code connect}, for all objects derived from it. With a data
   * source there is nothing to close.
   */
  @Override
  public void close() {
    if (cluster != null) {
      cluster.close();
    }
  }
}
