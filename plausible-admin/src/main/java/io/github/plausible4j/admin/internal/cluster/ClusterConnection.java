package io.github.plausible4j.admin.internal.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plausible4j.admin.model.ClusterAccessException;
import io.github.plausible4j.k8s.internal.render.DatabaseAccess;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a stack's databases and reads its SECRET_KEY_BASE, always with the live Secrets. For
 * internal use only.
 */
public final class ClusterConnection implements AutoCloseable {
  private static final String FROM_INSIDE =
      "work from inside the cluster with PlausibleAdmin.connect(DataSource)";

  private final PlausibleStack stack;
  private final LiveValues values;
  private final @Nullable PodTunnel tunnel;
  private final DataSource dataSource;
  private final DatabaseAccess events;
  private final ClusterTunnel eventTunnel;

  public ClusterConnection(KubernetesClient client, PlausibleStack stack) {
    this.stack = stack;
    this.values = new LiveValues(client, stack);
    this.events = DatabaseAccess.clickHouse(stack);
    this.eventTunnel =
        new ClusterTunnel(client, stack.namespace(), events, FROM_INSIDE + " and withClickHouse");
    DatabaseAccess access = DatabaseAccess.postgres(stack);
    if (access.inCluster()) {
      PodTunnel made =
          new PodTunnel(
              client,
              stack.namespace(),
              access.podLabels(),
              access.podPort(),
              FROM_INSIDE
                  + "; to verify or create users or to reset a password, use ClusterJobs, which"
                  + " needs no port-forward");
      this.tunnel = made;
      this.dataSource =
          new TunnelDataSource(
              made,
              port -> {
                PostgresUrl url = address();
                return url.at("127.0.0.1", port, url.user(), url.password());
              });
    } else {
      this.tunnel = null;
      this.dataSource =
          new LiveDataSource(
              () -> {
                PostgresUrl url = address();
                return url.direct(url.user(), url.password());
              });
    }
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /** Connects once, so that a problem is reported at once. */
  public void probe() {
    try {
      dataSource.getConnection().close();
    } catch (SQLException e) {
      throw new ClusterAccessException(
          "The PostgreSQL database of the stack "
              + stack.name()
              + " cannot be reached: "
              + e.getMessage(),
          e);
    }
  }

  public SecretValue secretKeyBase() {
    return SecretValue.of(
        reading(values::secretKeyBase).orElseThrow(() -> missing("SECRET_KEY_BASE")));
  }

  /**
   * The current address and login of ClickHouse.
   *
   * @param address without user and password
   */
  public record Events(URI address, String database, String user, SecretValue password) {}

  /** Reads the live Secrets at each call, so that a replaced pod or password is noticed. */
  public Events events() {
    URI live =
        URI.create(
            reading(() -> values.value(SecretRole.CLICKHOUSE, "CLICKHOUSE_DATABASE_URL"))
                .orElseThrow(() -> missing("CLICKHOUSE_DATABASE_URL")));
    String[] login = String.valueOf(live.getUserInfo()).split(":", 2);
    return new Events(
        events.inCluster() ? forwarded() : live,
        live.getPath().replaceAll("^/+|/+$", ""),
        login[0],
        SecretValue.of(login.length == 2 ? login[1] : ""));
  }

  private URI forwarded() {
    try {
      return URI.create("http://127.0.0.1:" + eventTunnel.httpPort());
    } catch (IOException e) {
      throw new ClusterAccessException(
          "The ClickHouse of the stack " + stack.name() + " cannot be reached: " + e.getMessage(),
          e);
    }
  }

  private PostgresUrl address() {
    return PostgresUrl.of(
        reading(() -> values.value(SecretRole.POSTGRES, "DATABASE_URL"))
            .orElseThrow(() -> missing("DATABASE_URL")));
  }

  private Optional<String> reading(Supplier<Optional<String>> value) {
    try {
      return value.get();
    } catch (KubernetesClientException e) {
      throw unreadable(e);
    }
  }

  private ClusterAccessException missing(String key) {
    return new ClusterAccessException(
        "The stack "
            + stack.name()
            + " has no live Secret with the key "
            + key
            + " in the namespace "
            + stack.namespace()
            + "; apply the stack first, or pass the running stack",
        null);
  }

  private ClusterAccessException unreadable(KubernetesClientException e) {
    return new ClusterAccessException(
        "The Secrets of the stack "
            + stack.name()
            + " cannot be read (status "
            + e.getCode()
            + "); grant the verbs [get, list] on secrets in the namespace "
            + stack.namespace(),
        e);
  }

  @Override
  public void close() {
    eventTunnel.disconnect();
    if (tunnel != null) {
      tunnel.close();
    }
  }
}
