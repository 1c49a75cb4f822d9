package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.github.plausible4j.k8s.apiserver.FakeApiServer;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.progress.ApplyResult;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Releases that follow or do not, what a second apply costs, and what is looked at before. */
class UpgradeAndEffortTest {

  @Test
  void aReleaseThatCannotFollowIsRefusedAlsoAfterTheStackWasTakenAway() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      provisioner.destroy(stack, Retention.KEEP_DATA);
      PlausibleStack other =
          stack.toBuilder()
              .release(stack.release().withPostgresImage("docker.io/library/postgres:18-alpine"))
              .build();

      assertThatThrownBy(() -> provisioner.apply(other))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("this release cannot follow the one that wrote the data")
          .hasMessageContaining("changes the major version over existing data");
    }
  }

  @Test
  void releaseTwoDotOneFollowsOnceEventsAreSaidToHaveNumericIds() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack =
          ProvisioningContract.stack(cluster).release(PlausibleRelease.CE_2_0).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      PlausibleStack.Builder next = stack.toBuilder().release(postgresKept(stack));

      assertThatThrownBy(() -> provisioner.apply(next.build()))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("2.0.0 to 2.1.5 loses events that have no numeric ids")
          .hasMessageContaining(
              "bin/plausible rpc Plausible.DataMigration.NumericIDs.run' where Plausible 2.0 runs")
          .hasMessageContaining("kubectl -n " + cluster.namespace() + " exec deployment/plausible");

      provisioner.apply(next.eventsHaveNumericIds().build());
      assertThat(provisioner.apply(next.build()).changed()).isFalse();
    }
  }

  private static PlausibleRelease postgresKept(PlausibleStack stack) {
    return PlausibleRelease.CE_2_1.withPostgresImage(stack.release().postgresImage());
  }

  @Test
  void anApplyWithoutChangesNeedsFewerThanTwoRequestsAnObjectAndWritesNothing() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      FakeApiServer server = cluster.server().orElseThrow();
      cluster.kubelet().close(); // whose requests would be counted too
      server.forgetRequests();

      ApplyResult second = provisioner.apply(stack);

      int objects = second.plan().changes().size();
      assertThat(second.changed()).isFalse();
      assertThat(server.requests()).noneMatch(FakeApiServer.Seen::writes);
      assertThat(server.requests())
          .as("requests for %d objects: one for each kind, not for each object", objects)
          .hasSizeLessThanOrEqualTo(14)
          .hasSizeLessThanOrEqualTo(2 * objects);
    }
  }

  @Test
  void preflightNamesEachMissingPermissionAndClass() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.server().orElseThrow().deny("create", "secrets");
      PlausibleStack stack =
          ProvisioningContract.stack(cluster)
              .storage(StorageSpec.dynamic("fast", "1Gi"))
              .exposure(ExposureSpec.ingress())
              .build();
      StackProvisioner provisioner = StackProvisioner.of(cluster.client());

      Preflight preflight = provisioner.preflight(stack);

      assertThat(preflight.passed()).isFalse();
      assertThat(preflight.toString())
          .contains("permission on secrets in namespace " + cluster.namespace())
          .contains("the caller may not create")
          .contains("StorageClass fast: does not exist; it has " + cluster.storageClass())
          .contains("IngressClass (default): does not exist; the cluster has none");
      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("permission on secrets");
    }
  }

  @Test
  void preflightLooksForTheSecretsOfOthersAndTheirKeys() {
    try (TestCluster cluster = TestCluster.fake()) {
      ProvisioningContract.secret(cluster, "vault", "key-base", Stacks.KEY_BASE);
      PlausibleStack.Builder stack =
          ProvisioningContract.stack(cluster)
              .secretKeyBase(SecretSource.existing("vault", "key-base"));
      StackProvisioner provisioner = StackProvisioner.of(cluster.client());
      String secret = "Secret " + cluster.namespace() + "/";

      assertThat(provisioner.preflight(stack.build()).toString())
          .contains("OK  " + secret + "vault: exists");
      assertThat(
              provisioner
                  .preflight(
                      stack
                          .totpVaultKey(SecretSource.existing("vault", "totp"))
                          .secretSetting("MAXMIND_LICENSE_KEY", SecretSource.existing("geo", "key"))
                          .customize(
                              Customization.pods(CustomizedPart.PLAUSIBLE)
                                  .withVolume(
                                      new VolumeBuilder()
                                          .withName("certificates")
                                          .withNewSecret()
                                          .withSecretName("own-ca")
                                          .endSecret()
                                          .build()))
                          .build())
                  .toString())
          .contains("ERROR  " + secret + "vault: has no key totp")
          .contains("ERROR  " + secret + "geo: does not exist; pods read key from it")
          .doesNotContain("ERROR  " + secret + ":")
          .contains("ERROR  " + secret + "own-ca: does not exist")
          .contains("SecretSource.of");
    }
  }

  @Test
  void preflightWarnsOfDatabasesThatNoPodReaches() {
    try (TestCluster cluster = TestCluster.fake()) {
      SecretSource password = SecretSource.of("a password of some length");
      PlausibleStack stack =
          ProvisioningContract.stack(cluster)
              .postgres(PostgresSpec.external("postgres://u@localhost:5432/d", password))
              .clickHouse(ClickHouseSpec.external("http://u@127.0.0.1:8123/d", password))
              .build();

      assertThat(StackProvisioner.of(cluster.client()).preflight(stack).toString())
          .contains("PostgreSQL: localhost is the pod itself, seen from inside the cluster")
          .contains("ClickHouse: 127.0.0.1 is the pod itself, seen from inside the cluster");
    }
  }

  static Stream<Arguments> specsOfOperators() {
    return Stream.of(
        Arguments.of(
            (UnaryOperator<PlausibleStack.Builder>)
                stack -> stack.exposure(ExposureSpec.gateway("gateways", "public")),
            "HTTPRoute of gateway.networking.k8s.io/v1"),
        Arguments.of(
            (UnaryOperator<PlausibleStack.Builder>)
                stack -> stack.postgres(PostgresSpec.cloudNativePg(3)),
            "Cluster of postgresql.cnpg.io/v1"),
        Arguments.of(
            (UnaryOperator<PlausibleStack.Builder>)
                stack -> stack.clickHouse(ClickHouseSpec.altinity()),
            "ClickHouseInstallation of clickhouse.altinity.com/v1"));
  }

  @ParameterizedTest
  @MethodSource("specsOfOperators")
  void preflightAndApplyNameTheKindThatTheClusterLacks(
      UnaryOperator<PlausibleStack.Builder> spec, String kind) {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = spec.apply(ProvisioningContract.stack(cluster)).build();
      StackProvisioner provisioner = StackProvisioner.of(cluster.client());

      assertThat(provisioner.preflight(stack).errors())
          .filteredOn(finding -> !finding.subject().equals("nodes"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.subject()).isEqualTo(kind);
                assertThat(finding.message()).isEqualTo("the cluster does not know it");
                assertThat(finding.remedy()).startsWith("install the operator");
              });
      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("the cluster does not know the kind " + kind)
          .hasMessageContaining("install the operator");
    }
  }

  @Test
  void preflightTellsTheWayOutOfEachMissingClass() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack =
          ProvisioningContract.stack(cluster)
              .storage(StorageSpec.dynamic())
              .exposure(ExposureSpec.ingress().withClassName("nginx"))
              .build();

      assertThat(StackProvisioner.of(cluster.client()).preflight(stack).errors())
          .filteredOn(finding -> finding.subject().contains("Class"))
          .extracting(
              PreflightFinding::subject, PreflightFinding::message, PreflightFinding::remedy)
          .containsExactly(
              tuple(
                  "StorageClass (default)",
                  "does not exist; it has " + cluster.storageClass(),
                  "name an existing one in the stack, or make one the default"),
              tuple(
                  "IngressClass nginx",
                  "does not exist; the cluster has none",
                  "name an existing one in the stack, or make one the default"));
    }
  }
}
