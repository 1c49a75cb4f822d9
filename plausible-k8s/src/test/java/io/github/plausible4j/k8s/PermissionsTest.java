package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.apiserver.PermissionLog;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.PlausibleStack;
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
        .as("but for what an apply goes on without: processors, classes, causes at nodes")
        .isSubsetOf("list nodes", "get nodes", "get persistentvolumes", "list storageclasses");
  }

  /** Only a correction of what is broken needs it, when it would be late to hear of it. */
  @Test
  void theRightToDeleteABrokenPodIsAskedForBefore() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.server().orElseThrow().deny("delete", "pods");

      Preflight preflight =
          ProvisioningContract.provisioner(cluster.client())
              .preflight(ProvisioningContract.stack(cluster).build());

      assertThat(preflight.toString())
          .contains("permission on pods in namespace " + cluster.namespace())
          .contains("the caller may not delete");
    }
  }

  @Test
  void aCheckRefusesWhatAnApplyRefusesAndChangesNothing() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      cluster.server().orElseThrow().deny("create", "secrets");
      StackProvisioner careful = StackProvisioner.of(cluster.client());
      StackProvisioner careless =
          StackProvisioner.builder(cluster.client()).preflight(false).build();

      assertThatThrownBy(() -> careful.check(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("the caller may not create");
      assertThat(careless.check(stack).isEmpty()).isFalse();
      assertThat(cluster.client().namespaces().withName(stack.namespace()).get()).isNull();
    }
  }

  @Test
  void anApplyThatMayNotWatchSaysSo() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster
          .server()
          .orElseThrow()
          .faults()
          .refuse(403, request -> request.path().endsWith("/events"));

      assertThatThrownBy(
              () ->
                  ProvisioningContract.provisioner(cluster.client())
                      .apply(ProvisioningContract.stack(cluster).build()))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("the caller may not do this")
          .hasMessageContaining(
              "cannot watch namespace "
                  + cluster.namespace()
                  + ": Internal error occurred: etcdserver: request timed out")
          .hasMessageNotContaining("Failure executing")
          .hasMessageContaining("StackProvisioner.preflight lists all missing permissions");
    }
  }

  @Test
  void aRemovalThatMayNotWatchSaysSo() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      cluster
          .server()
          .orElseThrow()
          .faults()
          .refuse(403, request -> request.query().contains("watch=true"));
      keep(cluster, stack);

      assertThatThrownBy(() -> provisioner.destroy(stack, Retention.KEEP_DATA))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("the caller may not do this")
          .hasMessageNotContaining("Failure executing");
    }
  }

  @Test
  void nodesThatMayNotBeListedAreReportedInTheServersWords() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster
          .server()
          .orElseThrow()
          .faults()
          .refuse(403, request -> request.path().endsWith("/nodes"));

      Preflight preflight =
          ProvisioningContract.provisioner(cluster.client())
              .preflight(ProvisioningContract.stack(cluster).build());

      assertThat(preflight.findings())
          .filteredOn(finding -> finding.subject().equals("processors"))
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.message())
                      .isEqualTo(
                          "the processor could not be checked: "
                              + "Internal error occurred: etcdserver: request timed out"));
    }
  }

  /** Somebody has something to do before the Deployment may go, so it is waited for. */
  private static void keep(TestCluster cluster, PlausibleStack stack) {
    cluster
        .client()
        .apps()
        .deployments()
        .inNamespace(stack.namespace())
        .withName(stack.name())
        .edit(
            deployment ->
                new DeploymentBuilder(deployment)
                    .editMetadata()
                    .addToFinalizers("test.example.org/keep")
                    .endMetadata()
                    .build());
  }
}
