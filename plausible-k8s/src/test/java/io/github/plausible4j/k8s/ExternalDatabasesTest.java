package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases that exist already, with addresses and passwords as their owners have them. */
class ExternalDatabasesTest {

  @Test
  void anotherDatabaseOnTheSameServerIsMigratedToo() {
    assertThat(migration("postgres://u@db.example.org/one"))
        .isNotEqualTo(migration("postgres://u@db.example.org/two"))
        .isEqualTo(migration("postgres://u@db.example.org/one"));
  }

  private static String migration(String url) {
    return Rendered.of(stack(url)).all(Job.class).get(0).getMetadata().getName();
  }

  @Test
  void aServerWithAnIpv6AddressIsWaitedForByThatAddress() {
    List<String> command =
        Rendered.of(stack("postgres://u@[fd00::5]:5433/stats"))
            .pod(StackComponent.PLAUSIBLE)
            .getInitContainers()
            .get(0)
            .getCommand();

    assertThat(command.get(2)).contains("pg_isready -q -t 5 -U postgres -h fd00::5 -p 5433;");
  }

  /** The migration reads it as well, whose pod has no volume, and nobody can fill one before. */
  @Test
  void aCertificateIsReadByEveryPodFromASecretSetting() {
    PlausibleStack stack =
        PlausibleStack.homelab(Stacks.BASE_URL)
            .postgres(
                PostgresSpec.external(
                    "postgres://u@db.example.org/stats?sslmode=verify-full",
                    SecretSource.of("some password")))
            .unknownSetting("DATABASE_CA", SecretSource.existing("database-ca", "ca.crt"))
            .setting("DATABASE_CACERTFILE", "/etc/plausible4j/config/DATABASE_CA")
            .build();

    assertThat(Rendered.of(stack).all(Job.class).get(0).getSpec().getTemplate().getSpec())
        .satisfies(pod -> assertThat(pod.getVolumes().toString()).contains("database-ca"));
    for (String unreachable :
        List.of("/var/lib/plausible/ca.pem", "/etc/plausible4j/config/ANOTHER")) {
      PlausibleStack.Builder wrong = stack.toBuilder().setting("DATABASE_CACERTFILE", unreachable);
      assertThatThrownBy(wrong::build)
          .isInstanceOf(StackValidationException.class)
          .hasMessageContaining("names a file that the container does not have")
          .hasMessageContaining("unknownSetting");
    }
  }

  @Test
  void thePasswordOfASecretThatWasMadeFromAFileHasNoLineEnd() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack =
          ProvisioningContract.stack(cluster)
              .createNamespace(false)
              .postgres(
                  PostgresSpec.external(
                      "postgres://u@db.example.org/stats",
                      SecretSource.existing("db-login", "password")))
              .build();
      ProvisioningContract.secret(cluster, "db-login", "password", "s3cret\n");

      ProvisioningContract.provisioner(cluster.client()).apply(stack);

      assertThat(value(cluster, stack.named("database"), "DATABASE_URL"))
          .isEqualTo("postgres://u:s3cret@db.example.org:5432/stats");
      assertThat(ProvisioningContract.provisioner(cluster.client()).plan(stack).isEmpty()).isTrue();
    }
  }

  @Test
  void aDatabaseWithoutPasswordIsSaidToHaveNone() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack =
          ProvisioningContract.stack(cluster)
              .postgres(PostgresSpec.externalWithoutPassword("postgres://u@db.example.org/stats"))
              .clickHouse(
                  ClickHouseSpec.externalWithoutPassword("http://u@ch.example.org:8123/stats"))
              .replicas(2)
              .visitorAffinityAcknowledged()
              .build();

      ProvisioningContract.provisioner(cluster.client()).apply(stack);

      assertThat(value(cluster, stack.named("database"), "DATABASE_URL"))
          .isEqualTo("postgres://u@db.example.org:5432/stats");
      assertThat(value(cluster, stack.named("clickhouse"), "CLICKHOUSE_DATABASE_URL"))
          .isEqualTo("http://u@ch.example.org:8123/stats");
      assertThat(ProvisioningContract.provisioner(cluster.client()).plan(stack).isEmpty()).isTrue();
    }
  }

  @Test
  void anEmptyPasswordIsRefusedUnlessItIsMeant() {
    PlausibleStack.Builder stack =
        PlausibleStack.homelab(Stacks.BASE_URL)
            .postgres(
                PostgresSpec.external("postgres://u@db.example.org/stats", SecretSource.of("")))
            .clickHouse(
                ClickHouseSpec.external("http://u@ch.example.org/stats", SecretSource.of("")));

    assertThatThrownBy(stack::build)
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("PostgresSpec.externalWithoutPassword")
        .hasMessageContaining("ClickHouseSpec.externalWithoutPassword");
  }

  private static String value(TestCluster cluster, String secret, String key) {
    Secret found =
        cluster.client().secrets().inNamespace(cluster.namespace()).withName(secret).get();
    return new String(Base64.getDecoder().decode(found.getData().get(key)), StandardCharsets.UTF_8);
  }

  /** Without a volume of its own a stack looks as if it had no data. */
  @Test
  void aLostKeyOfDataElsewhereIsNotCreatedAgain() {
    try (TestCluster cluster = TestCluster.fake()) {
      SecretSource password = SecretSource.of("some password");
      PlausibleStack stack =
          ProvisioningContract.stack(cluster)
              .postgres(PostgresSpec.external("postgres://u@db.example.org/stats", password))
              .clickHouse(ClickHouseSpec.external("https://u@ch.example.org/stats", password))
              .replicas(2)
              .visitorAffinityAcknowledged()
              .build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      cluster
          .client()
          .secrets()
          .inNamespace(cluster.namespace())
          .withName(stack.named("secret-key-base"))
          .delete();

      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("secret-key-base")
          .hasMessageContaining("the Secret is missing, but data that need it still exist");
    }
  }

  private static PlausibleStack stack(String url) {
    return PlausibleStack.homelab(Stacks.BASE_URL)
        .postgres(PostgresSpec.external(url, SecretSource.of("some password")))
        .build();
  }
}
