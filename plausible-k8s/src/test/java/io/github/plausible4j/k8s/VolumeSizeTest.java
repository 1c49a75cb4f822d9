package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another size of the volumes of a stack that runs. */
class VolumeSizeTest {
  private TestCluster cluster;
  private StackProvisioner provisioner;

  @BeforeEach
  void apply() {
    cluster = TestCluster.fake();
    provisioner = ProvisioningContract.provisioner(cluster.client());
    provisioner.apply(stack("2Gi"));
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private PlausibleStack stack(String size) {
    return ProvisioningContract.stack(cluster)
        .storage(StorageSpec.dynamic(cluster.storageClass(), size))
        .build();
  }

  @Test
  void growsWhereTheClassCan() {
    cluster
        .client()
        .storage()
        .v1()
        .storageClasses()
        .withName(cluster.storageClass())
        .edit(
            found -> {
              found.setAllowVolumeExpansion(true);
              return found;
            });

    assertThat(provisioner.plan(stack("4Gi")).toString())
        .contains("spec.resources.requests.storage: 2Gi -> 4Gi")
        .doesNotContain("replaced");

    provisioner.apply(stack("4Gi"));

    assertThat(provisioner.plan(stack("4Gi")).isEmpty()).isTrue();
  }

  @Test
  void aClassThatCannotGrowIsNotMistakenForAMissingPermission() {
    assertThatThrownBy(() -> provisioner.apply(stack("4Gi")))
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining("plausible-postgres-data: its volume cannot grow")
        .hasMessageContaining("plausible-clickhouse-data: its volume cannot grow")
        .hasMessageContaining("allowVolumeExpansion: true")
        .hasMessageNotContaining("permissions");
  }

  @Test
  void aSmallerSizeIsRefused() {
    assertThatThrownBy(() -> provisioner.plan(stack("1Gi")))
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining("its volume cannot become smaller")
        .hasMessageContaining("give the size that it has, or a larger one");
  }
}
