package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What has run once and for all runs again where the data that it made are gone. */
class EmptyVolumesTest {

  @Test
  void aVolumeThatSomebodyDeletedIsMigratedAgain() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      String ran = migration(cluster).getMetadata().getUid();
      cluster
          .client()
          .apps()
          .statefulSets()
          .inNamespace(cluster.namespace())
          .withName(stack.named("postgres"))
          .delete();
      claim(cluster, stack).delete();
      claim(cluster, stack).waitUntilCondition(gone -> gone == null, 1, TimeUnit.MINUTES);

      provisioner.apply(stack);

      assertThat(migration(cluster).getMetadata().getUid()).isNotEqualTo(ran);
    }
  }

  /** So a database gets another major version: back up, begin empty, restore. */
  @Test
  void anEmptyVolumeIsOpenToAnotherMajorVersionAndOneWithDataIsNot() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      PlausibleStack other =
          stack.toBuilder()
              .release(stack.release().withPostgresImage("docker.io/library/postgres:17-alpine"))
              .build();
      provisioner.destroy(stack, Retention.KEEP_DATA);
      assertThatThrownBy(() -> provisioner.apply(other))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("changes the major version over existing data");
      claim(cluster, stack).delete();
      claim(cluster, stack).waitUntilCondition(gone -> gone == null, 1, TimeUnit.MINUTES);

      assertThat(provisioner.apply(other).plan().hasConflicts()).isFalse();

      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("changes the major version over existing data");
    }
  }

  private static Resource<PersistentVolumeClaim> claim(TestCluster cluster, PlausibleStack stack) {
    return cluster
        .client()
        .persistentVolumeClaims()
        .inNamespace(cluster.namespace())
        .withName(stack.named("postgres-data"));
  }

  private static Job migration(TestCluster cluster) {
    return cluster
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(cluster.namespace())
        .list()
        .getItems()
        .stream()
        .filter(job -> job.getMetadata().getName().contains("-migrate-"))
        .findFirst()
        .orElseThrow();
  }
}
