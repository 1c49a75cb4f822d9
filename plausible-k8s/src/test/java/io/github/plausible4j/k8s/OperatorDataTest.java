package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The claims of CloudNativePG are owned by its Cluster, so deleting that deletes data. */
class OperatorDataTest {
  private static final String API = "postgresql.cnpg.io/v1";
  private static final String CLAIM = "plausible-postgres-1";

  @Test
  void dataThatAnOperatorKeepsAreKeptOnRequest() {
    try (TestCluster cluster = TestCluster.fake();
        var operator = operator(cluster)) {
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack(cluster));

      StackPlan removed = provisioner.destroy(stack(cluster), Retention.KEEP_DATA);

      assertThat(operator.isRunning()).isTrue();
      assertThat(removed.of(Change.Action.KEEP))
          .extracting(change -> change.object().kind())
          .contains("Cluster");
      assertThat(hasData(cluster)).isTrue();
    }
  }

  @Test
  void aDatabaseThatTheStackNoLongerHasKeepsItsData() {
    try (TestCluster cluster = TestCluster.fake();
        var operator = operator(cluster)) {
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack(cluster));
      PlausibleStack moved =
          stack(cluster).toBuilder()
              .postgres(
                  PostgresSpec.external(
                      "postgres://app@db.example.org/stats", SecretSource.of("some password")))
              .build();

      provisioner.apply(moved);

      assertThat(operator.isRunning()).isTrue();
      assertThat(hasData(cluster)).isTrue();
    }
  }

  @Test
  void everythingGoesWhenItIsAskedFor() {
    try (TestCluster cluster = TestCluster.fake();
        var operator = operator(cluster)) {
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack(cluster));

      StackPlan removed =
          provisioner.destroy(stack(cluster), Retention.deleteEverything("plausible"));

      assertThat(operator.isRunning()).isTrue();
      assertThat(removed.of(Change.Action.KEEP)).isEmpty();
      assertThat(hasData(cluster)).isFalse();
    }
  }

  @Test
  void anOlderClickHouseIsRefusedOverTheDataOfAnOperatorToo() {
    try (TestCluster cluster = TestCluster.fake();
        var operator = clickHouseOperator(cluster)) {
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      PlausibleStack stack =
          ProvisioningContract.stack(cluster).clickHouse(ClickHouseSpec.altinity()).build();
      provisioner.apply(stack);
      PlausibleRelease older =
          stack.release().withClickHouseImage("docker.io/clickhouse/clickhouse-server:24.3");

      assertThatThrownBy(() -> provisioner.apply(stack.toBuilder().release(older).build()))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("is a downgrade over existing data");
      assertThat(operator.isRunning()).isTrue();
    }
  }

  /** Plays the operator: each installation is complete. */
  private static SharedIndexInformer<GenericKubernetesResource> clickHouseOperator(
      TestCluster cluster) {
    cluster.install(
        "clickhouse.altinity.com", "v1", "ClickHouseInstallation", "clickhouseinstallations");
    return cluster
        .resources("clickhouse.altinity.com/v1", "ClickHouseInstallation")
        .inform(
            new ResourceEventHandler<GenericKubernetesResource>() {
              @Override
              public void onAdd(GenericKubernetesResource installation) {
                installation.setAdditionalProperty("status", Map.of("status", "Completed"));
                cluster.client().resource(installation).update();
              }

              @Override
              public void onUpdate(
                  GenericKubernetesResource before, GenericKubernetesResource after) {}

              @Override
              public void onDelete(GenericKubernetesResource installation, boolean unknown) {}
            });
  }

  private static PlausibleStack stack(TestCluster cluster) {
    return ProvisioningContract.stack(cluster).postgres(PostgresSpec.cloudNativePg(1)).build();
  }

  private static boolean hasData(TestCluster cluster) {
    return cluster
            .client()
            .persistentVolumeClaims()
            .inNamespace(cluster.namespace())
            .withName(CLAIM)
            .get()
        != null;
  }

  /** Plays the operator: each Cluster gets a claim that it owns, and is ready. */
  private static SharedIndexInformer<GenericKubernetesResource> operator(TestCluster cluster) {
    cluster.install("postgresql.cnpg.io", "v1", "Cluster", "clusters");
    return cluster
        .resources(API, "Cluster")
        .inform(
            new ResourceEventHandler<GenericKubernetesResource>() {
              @Override
              public void onAdd(GenericKubernetesResource database) {
                claim(cluster, database);
                database.setAdditionalProperty(
                    "status",
                    Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
                cluster.client().resource(database).update();
              }

              @Override
              public void onUpdate(
                  GenericKubernetesResource before, GenericKubernetesResource after) {}

              @Override
              public void onDelete(GenericKubernetesResource database, boolean unknown) {}
            });
  }

  private static void claim(TestCluster cluster, GenericKubernetesResource owner) {
    cluster
        .client()
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(CLAIM)
                .withNamespace(cluster.namespace())
                .addToLabels("cnpg.io/cluster", owner.getMetadata().getName())
                .addNewOwnerReference()
                .withApiVersion(API)
                .withKind("Cluster")
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("2Gi"))
                .endResources()
                .endSpec()
                .build())
        .create();
  }
}
