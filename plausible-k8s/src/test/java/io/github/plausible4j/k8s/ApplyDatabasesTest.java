package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import org.junit.jupiter.api.Test;

/** Databases without a Plausible, for a backup to be restored into. */
class ApplyDatabasesTest {
  @Test
  void databasesWorkAndNothingWritesToThem() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());

      provisioner.applyDatabases(stack, ProvisionListener.none());

      assertThat(pods(cluster)).isEqualTo(2);
      assertThat(jobs(cluster)).isZero();
      provisioner.applyDatabases(stack, ProvisionListener.none());
      assertThat(pods(cluster)).isEqualTo(2);
      provisioner.apply(stack);
      assertThat(jobs(cluster)).isPositive();
      assertThat(provisioner.status(stack).isReady()).isTrue();
      StackPlan plan = provisioner.plan(stack);
      assertThat(plan.isEmpty()).as(plan.toString()).isTrue();
    }
  }

  private static int pods(TestCluster cluster) {
    KubernetesClient client = cluster.client();
    return client.pods().inNamespace(cluster.namespace()).list().getItems().size();
  }

  private static int jobs(TestCluster cluster) {
    KubernetesClient client = cluster.client();
    return client.batch().v1().jobs().inNamespace(cluster.namespace()).list().getItems().size();
  }
}
