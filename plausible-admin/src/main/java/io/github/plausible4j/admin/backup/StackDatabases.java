package io.github.plausible4j.admin.backup;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.Secret;
import io.github.plausible4j.k8s.ClickHouseSpec;
import io.github.plausible4j.k8s.PlausibleStack;
import io.github.plausible4j.k8s.PostgresSpec;
import io.github.plausible4j.k8s.StackComponent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Finds the databases of a stack in its cluster. */
final class StackDatabases {
  private final KubernetesClient client;
  private final PlausibleStack stack;

  private StackDatabases(KubernetesClient client, PlausibleStack stack) {
    this.client = client;
    this.stack = stack;
  }

  static BackupSource of(KubernetesClient client, PlausibleStack stack) {
    if (!(stack.postgres() instanceof PostgresSpec.Managed)
        || !(stack.clickHouse() instanceof ClickHouseSpec.Managed)) {
      throw new BackupException(
          "stack "
              + stack.name()
              + " has a database that somebody else manages; use that one's own backup, or name"
              + " its host with BackupSource.builder()");
    }
    return new StackDatabases(client, stack).find();
  }

  private BackupSource find() {
    BackupSource.Builder source = BackupSource.builder().release(stack.release().version());
    source.database(
        PostgresDatabase.of(host(StackComponent.POSTGRES, "postgres"), "plausible_db", "postgres"));
    ClickHouseDatabase clickHouse =
        ClickHouseDatabase.of(
            host(StackComponent.CLICKHOUSE, "clickhouse"), "plausible_events_db", "plausible");
    source.database(
        secret("clickhouse", "password").map(clickHouse::withPassword).orElse(clickHouse));
    secret("secret-key-base", "SECRET_KEY_BASE")
        .ifPresent(value -> source.secret("SECRET_KEY_BASE", value));
    secret("totp-vault-key", "TOTP_VAULT_KEY")
        .ifPresent(value -> source.secret("TOTP_VAULT_KEY", value));
    return source.build();
  }

  private DatabaseHost host(StackComponent component, String container) {
    Pod pod =
        client
            .pods()
            .inNamespace(stack.namespace())
            .withLabels(
                Map.of(
                    "app.kubernetes.io/instance",
                    stack.name(),
                    "app.kubernetes.io/component",
                    component.label()))
            .list()
            .getItems()
            .stream()
            .filter(each -> each.getStatus() != null)
            .filter(each -> "Running".equals(each.getStatus().getPhase()))
            .findFirst()
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

  private Optional<Secret> secret(String role, String key) {
    return Optional.ofNullable(
            client
                .secrets()
                .inNamespace(stack.namespace())
                .withName(stack.name() + "-" + role)
                .get())
        .map(found -> found.getData())
        .map(data -> data.get(key))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .map(text -> Secret.of(text));
  }
}
