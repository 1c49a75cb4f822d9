package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.render.SecretEntry;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.internal.secret.SecretValues;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stack whose database becomes another one, and back: Plausible is never left at the old one. */
class MovedDatabasesTest {
  private static final SecretSource PASSWORD = SecretSource.of("a password of some length");

  @Test
  void aStackThatReturnsToItsOwnDatabasesUsesThemAgain() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack own = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(own);
      String postgres = value(cluster, own, "database", "DATABASE_URL");
      provisioner.apply(elsewhere(own, SecretSource.existing(own.named("database"), "password")));
      assertThat(value(cluster, own, "database", "DATABASE_URL")).contains("@db.example.org");

      provisioner.apply(own);

      assertThat(value(cluster, own, "database", "DATABASE_URL")).isEqualTo(postgres);
      assertThat(value(cluster, own, "clickhouse", "CLICKHOUSE_DATABASE_URL"))
          .contains("@plausible-clickhouse." + cluster.namespace() + ".svc");
      assertThat(value(cluster, own, "clickhouse", "plausible-user.xml"))
          .contains(
              SecretEntry.sha256Hex(value(cluster, own, "clickhouse", StackSecrets.PASSWORD)));
      assertThat(provisioner.plan(own).isEmpty()).isTrue();
    }
  }

  @Test
  void aMoveToAnotherServerAfterARotationIsRefusedAndNotIgnored() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack own = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(own);
      SecretVersions versions = new SecretVersions(cluster.client(), own);
      versions.create(
          SecretRole.POSTGRES,
          "v2",
          SecretValues.of(Map.of(StackSecrets.USERNAME, "plausible_b", "password", "another")));
      versions.makeLive(SecretRole.POSTGRES, "v2");
      assertThat(provisioner.apply(own).plan().hasConflicts()).isFalse();

      assertThatThrownBy(() -> provisioner.apply(elsewhere(own, PASSWORD)))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("plausible-database-v2")
          .hasMessageContaining("the Secret points to another database than the stack's");
    }
  }

  /** Another major version cannot open the files, and another flavour sorts indexes otherwise. */
  @Test
  void whatWroteTheDataIsRememberedWhileTheStackUsesOtherDatabases() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack own = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(own);
      provisioner.apply(elsewhere(own, PASSWORD));
      PlausibleRelease other =
          own.release()
              .withPostgresImage("docker.io/library/postgres:16")
              .withClickHouseImage("docker.io/clickhouse/clickhouse-server:24.3");

      assertThatThrownBy(() -> provisioner.apply(own.toBuilder().release(other).build()))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("changes between Alpine and Debian")
          .hasMessageContaining("is a downgrade over existing data");
    }
  }

  private static PlausibleStack elsewhere(PlausibleStack own, SecretSource postgresPassword) {
    return own.toBuilder()
        .postgres(PostgresSpec.external("postgres://u@db.example.org/stats", postgresPassword))
        .clickHouse(ClickHouseSpec.external("https://u@ch.example.org/stats", PASSWORD))
        .build();
  }

  private static String value(TestCluster cluster, PlausibleStack stack, String role, String key) {
    Map<String, String> data =
        cluster
            .client()
            .secrets()
            .inNamespace(cluster.namespace())
            .withName(stack.named(role))
            .get()
            .getData();
    return new String(Base64.getDecoder().decode(data.get(key)), StandardCharsets.UTF_8);
  }
}
