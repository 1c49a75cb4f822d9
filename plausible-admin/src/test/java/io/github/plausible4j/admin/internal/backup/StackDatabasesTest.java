package io.github.plausible4j.admin.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.ClickHouseDatabase;
import io.github.plausible4j.admin.internal.crypto.Fingerprint;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.internal.secret.SecretValues;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretValue;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a backup takes from the cluster of a stack. */
class StackDatabasesTest {
  @Test
  void afterARotationItIsTheLiveSecretsThatCount() throws Exception {
    try (TestCluster cluster = TestCluster.fake()) {
      KubernetesClient client = cluster.client();
      PlausibleStack stack = applied(cluster);
      rotate(client, stack, SecretRole.CLICKHOUSE, "password", "the second password");
      rotate(client, stack, SecretRole.SECRET_KEY_BASE, "SECRET_KEY_BASE", "second ".repeat(10));

      BackupSource source = StackDatabases.of(client, stack);

      assertThat(source.secretVersions())
          .isEqualTo(
              Map.of(
                  "CLICKHOUSE", "v2",
                  "SECRET_KEY_BASE", "v2",
                  "POSTGRES", "v1",
                  "TOTP_VAULT_KEY", "v1"));
      assertThat(source.fingerprints())
          .containsEntry(
              "SECRET_KEY_BASE", Fingerprint.of(SecretValue.of("second ".repeat(10).strip())))
          .containsKey("TOTP_VAULT_KEY");
      assertThat(source.databases())
          .filteredOn(ClickHouseDatabase.class::isInstance)
          .singleElement()
          .extracting(database -> ((ClickHouseDatabase) database).query("SELECT 1").environment())
          .isEqualTo(Map.of("CLICKHOUSE_PASSWORD", SecretValue.of("the second password")));
    }
  }

  @Test
  void databasesOfOtherNamesAreSavedByTheirNames() throws Exception {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack =
          applied(
              cluster,
              PostgresSpec.managed().withDatabase("stats").withSuperuser("root"),
              ClickHouseSpec.managed().withDatabase("stats_events"));

      BackupSource source = StackDatabases.of(cluster.client(), stack);

      assertThat(source.databases())
          .extracting(Object::toString)
          .containsExactly(
              "PostgreSQL database stats as root", "ClickHouse database stats_events as plausible");
    }
  }

  @Test
  void aMissingStackIsReported() throws Exception {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = PlausibleStack.homelab("https://stats.example.org").build();

      assertThatThrownBy(() -> StackDatabases.of(cluster.client(), stack))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("apply the stack first");
    }
  }

  private static PlausibleStack applied(TestCluster cluster) {
    return applied(cluster, PostgresSpec.managed(), ClickHouseSpec.managed());
  }

  private static PlausibleStack applied(
      TestCluster cluster, PostgresSpec postgres, ClickHouseSpec clickHouse) {
    PlausibleStack stack =
        PlausibleStack.homelab("https://stats.example.org")
            .namespace(cluster.namespace())
            .postgres(postgres)
            .clickHouse(clickHouse)
            .storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi"))
            .build();
    StackProvisioner.builder(cluster.client())
        .deadline(Duration.ofMinutes(10))
        .preflight(false)
        .build()
        .apply(stack);
    return stack;
  }

  private static void rotate(
      KubernetesClient client, PlausibleStack stack, SecretRole role, String key, String value) {
    SecretVersions versions = new SecretVersions(client, stack);
    versions.create(role, "v2", SecretValues.of(Map.of(key, value)));
    versions.makeLive(role, "v2");
  }
}
