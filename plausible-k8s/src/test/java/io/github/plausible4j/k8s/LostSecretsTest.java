package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.apiserver.TestKubelet;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import org.junit.jupiter.api.Test;

/** A Secret that data need is missed also where the apply that made it did not end well. */
class LostSecretsTest {

  @Test
  void aSecretOfAFailedApplyIsNotCreatedAgainOverTheDataOfTheNextOne() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      cluster.kubelet().behave(stack.named("clickhouse"), PodStates.imageNotFound());
      assertThatThrownBy(() -> provisioner.apply(stack)).isInstanceOf(ProvisioningException.class);
      cluster.kubelet().behave(stack.named("clickhouse"), TestKubelet::wellDone);
      cluster
          .client()
          .pods()
          .inNamespace(cluster.namespace())
          .withName(stack.named("clickhouse-0"))
          .delete();
      provisioner.apply(stack);
      lose(cluster, stack.named("secret-key-base"));

      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("the Secret is missing, but data that need it still exist");
    }
  }

  @Test
  void aSecretThatSomebodyElseCreatedBeforeTheStackIsNotCreatedAgainEither() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).createNamespace(false).build();
      String own = stack.named("secret-key-base");
      ProvisioningContract.secret(cluster, own, "SECRET_KEY_BASE", Stacks.KEY_BASE);
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      lose(cluster, own);

      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("the Secret is missing, but data that need it still exist");
    }
  }

  private static void lose(TestCluster cluster, String secret) {
    cluster.client().secrets().inNamespace(cluster.namespace()).withName(secret).delete();
  }
}
