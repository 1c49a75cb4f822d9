package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.apiserver.FakeApiServer;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Releases that follow or do not, what a second apply costs, and what is looked at before. */
class UpgradeAndEffortTest {

  @Test
  void aPatchReleaseMigratesAgainAndRestartsPlausibleAlone() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> before = ProvisioningContract.pods(cluster);
      PlausibleRelease next =
          stack.release().withPlausible("3.2.2", "ghcr.io/plausible/community-edition:v3.2.2");

      ApplyResult result = provisioner.apply(stack.toBuilder().release(next).build());

      assertThat(result.plan().of(Change.Action.CREATE))
          .extracting(change -> change.object().kind())
          .contains("Job");
      Map<String, String> after = ProvisioningContract.pods(cluster);
      assertThat(after.remove("plausible")).isNotEqualTo(before.remove("plausible"));
      assertThat(after).isEqualTo(before);
    }
  }

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
  void anApplyWithoutChangesNeedsFewerThanTwoRequestsAnObjectAndWritesNothing() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      FakeApiServer server = cluster.server().orElseThrow();
      server.forgetRequests();

      ApplyResult second = provisioner.apply(stack);

      int objects = second.plan().changes().size();
      assertThat(second.changed()).isFalse();
      assertThat(server.requests()).noneMatch(FakeApiServer.Seen::writes);
      assertThat(server.requests()).hasSizeLessThan(objects);
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
      StackProvisioner provisioner = new StackProvisioner(cluster.client());

      Preflight preflight = provisioner.preflight(stack);

      assertThat(preflight.passed()).isFalse();
      assertThat(preflight.toString())
          .contains("permission on secrets in namespace " + cluster.namespace())
          .contains("the caller may not create")
          .contains("StorageClass fast: is not there; it has " + cluster.storageClass())
          .contains("IngressClass (default): is not there; the cluster has none");
      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("permission on secrets");
    }
  }
}
