package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.apiserver.PermissionLog;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import org.junit.jupiter.api.Test;

/** What a role has to grant. */
class PermissionsTest {
  @Test
  void preflightAsksForEveryPermissionThatTheLifeOfAStackTakes() {
    PermissionLog permissions = new PermissionLog();
    try (TestCluster cluster = TestCluster.fake();
        KubernetesClient client = permissions.client(cluster.client())) {
      PlausibleStack stack =
          ProvisioningContract.stack(cluster).admin(AdminUser.of("me@example.org")).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(client);

      provisioner.preflight(stack);
      provisioner.apply(stack);
      provisioner.apply(stack.toBuilder().admin(AdminUser.of("you@example.org")).build());
      provisioner.status(stack);
      provisioner.destroy(stack, Retention.deleteEverything(stack.name()));
    }

    assertThat(permissions.neverAskedFor())
        .as("but for the look at processors, without which an apply goes on")
        .isSubsetOf("list nodes", "list storageclasses");
  }
}
