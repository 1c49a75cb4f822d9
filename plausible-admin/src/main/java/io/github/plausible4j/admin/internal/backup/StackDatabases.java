package io.github.plausible4j.admin.internal.backup;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.ClickHouseDatabase;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.admin.internal.cluster.LiveValues;
import io.github.plausible4j.k8s.internal.render.DatabaseAccess;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the databases of a stack in its cluster. For internal use only. */
public final class StackDatabases {
  private static final int FORBIDDEN = 403;
  private static final List<SecretRole> NEEDED =
      List.of(
          SecretRole.SECRET_KEY_BASE,
          SecretRole.TOTP_VAULT_KEY,
          SecretRole.POSTGRES,
          SecretRole.CLICKHOUSE);

  private final KubernetesClient client;
  private final PlausibleStack stack;
  private final LiveValues secrets;

  private StackDatabases(KubernetesClient client, PlausibleStack stack) {
    this.client = client;
    this.stack = stack;
    this.secrets = new LiveValues(client, stack);
  }

  public static BackupSource of(KubernetesClient client, PlausibleStack stack) {
    if (!(stack.postgres() instanceof PostgresSpec.Managed postgres)
        || !(stack.clickHouse() instanceof ClickHouseSpec.Managed events)) {
      throw new BackupException(
          "stack "
              + stack.name()
              + " has a database that this library does not manage; back it up with its own"
              + " tools, or set its host with BackupSource.builder()");
    }
    try {
      return new StackDatabases(client, stack).find(postgres, events);
    } catch (KubernetesClientException e) {
      throw new BackupException(
          "the pods and Secrets of the stack "
              + stack.name()
              + " cannot be read: "
              + (e.getCode() == FORBIDDEN
                  ? "grant the verbs [get, list] on pods and secrets, and [get, create] on"
                      + " pods/exec, in the namespace "
                      + stack.namespace()
                  : "the cluster answers with an error, "
                      + e.getMessage()
                      + "; fix the cause and repeat"),
          e);
    }
  }

  private BackupSource find(PostgresSpec.Managed postgres, ClickHouseSpec.Managed events) {
    BackupSource.Builder source = BackupSource.builder().release(stack.release().version());
    source.database(
        PostgresDatabase.of(
            host(StackComponent.POSTGRES, "postgres"), postgres.database(), postgres.superuser()));
    ClickHouseDatabase clickHouse =
        ClickHouseDatabase.of(
            host(StackComponent.CLICKHOUSE, "clickhouse"),
            events.database(),
            DatabaseAccess.clickHouse(stack).address().getUserInfo());
    source.database(
        secrets
            .value(SecretRole.CLICKHOUSE, "password")
            .map(password -> clickHouse.withPassword(SecretValue.of(password)))
            .orElse(clickHouse));
    secrets
        .secretKeyBase()
        .ifPresent(value -> source.secret("SECRET_KEY_BASE", SecretValue.of(value)));
    secrets
        .value(SecretRole.TOTP_VAULT_KEY, "TOTP_VAULT_KEY")
        .ifPresent(value -> source.secret("TOTP_VAULT_KEY", SecretValue.of(value)));
    for (SecretRole role : NEEDED) {
      secrets.version(role).ifPresent(version -> source.secretVersion(role.name(), version));
    }
    return source.build();
  }

  private DatabaseHost host(StackComponent component, String container) {
    Pod pod =
        runningPod(client, stack, component)
            .orElseThrow(
                () ->
                    new BackupException(
                        "no pod of "
                            + component.label()
                            + " runs in namespace "
                            + stack.namespace()
                            + "; apply the stack first"));
    return DatabaseHost.pod(client, stack.namespace(), pod.getMetadata().getName(), container);
  }

  /** A running pod of a component; empty if none of its pods runs. */
  public static Optional<Pod> runningPod(
      KubernetesClient client, PlausibleStack stack, StackComponent component) {
    return client
        .pods()
        .inNamespace(stack.namespace())
        .withLabels(
            Map.of(
                "app.kubernetes.io/instance",
                stack.name(),
                StackComponent.LABEL,
                component.label()))
        .list()
        .getItems()
        .stream()
        .filter(each -> each.getStatus() != null)
        .filter(each -> "Running".equals(each.getStatus().getPhase()))
        .findFirst();
  }
}
