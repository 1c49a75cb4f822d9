package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How a stack leaves a cluster, whatever cluster that is. */
abstract class RemovalContract {

  /** A cluster for one test. */
  abstract TestCluster cluster();

  @Test
  void destroyKeepsDataAndALaterApplyTakesThemUpAgain() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> kept = ProvisioningContract.data(cluster, stack);

      StackPlan removed = provisioner.destroy(stack, Retention.KEEP_DATA);

      assertThat(removed.of(Change.Action.PRUNE))
          .extracting(change -> change.object().kind())
          .contains("StatefulSet", "Service", "ServiceAccount")
          .doesNotContain("PersistentVolumeClaim", "Secret", "Namespace");
      assertThat(ProvisioningContract.pods(cluster)).isEmpty();
      assertThat(ProvisioningContract.data(cluster, stack)).isEqualTo(kept);

      provisioner.apply(stack);

      assertThat(ProvisioningContract.data(cluster, stack)).isEqualTo(kept);
      assertThat(provisioner.status(stack).isReady()).isTrue();
      assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }
  }

  @Test
  void eachVersionOfASecretIsKeptForTheSameReason() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> first = reasons(provisioner.destroy(stack, Retention.KEEP_DATA));
      first.keySet().forEach(name -> copy(cluster, name, name + "-v2"));

      Map<String, String> all = reasons(provisioner.destroy(stack, Retention.KEEP_DATA));

      assertThat(first).isNotEmpty();
      assertThat(all).hasSize(2 * first.size()).containsAllEntriesOf(first);
      first.forEach((name, reason) -> assertThat(all).containsEntry(name + "-v2", reason));
    }
  }

  private static void copy(TestCluster cluster, String name, String to) {
    Secret secret =
        cluster.client().secrets().inNamespace(cluster.namespace()).withName(name).get();
    Secret copy =
        new SecretBuilder(secret)
            .withNewMetadata()
            .withName(to)
            .withNamespace(cluster.namespace())
            .withLabels(secret.getMetadata().getLabels())
            .endMetadata()
            .build();
    cluster.client().resource(copy).create();
  }

  private static Map<String, String> reasons(StackPlan plan) {
    return plan.of(Change.Action.KEEP).stream()
        .filter(change -> change.object().kind().equals("Secret"))
        .collect(Collectors.toMap(change -> change.object().name(), Change::reason));
  }

  /** As on a node that has lost its power. */
  @Test
  void aRemovalWhosePodsDoNotEndSaysWhichAndDeletesNoData() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      ProvisioningContract.provisioner(cluster.client()).apply(stack);
      Map<String, String> kept = ProvisioningContract.data(cluster, stack);
      hold(cluster, "[\"test.example.org/held\"]");
      StackProvisioner impatient =
          StackProvisioner.builder(cluster.client()).deadline(Duration.ofNanos(1)).build();

      assertThatThrownBy(() -> impatient.destroy(stack, Retention.deleteEverything(stack.name())))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("it did not finish in time")
          .hasMessageMatching("(?s).*(Pod|StatefulSet|Deployment) \\S+ still exists\\b.*")
          .hasMessageContaining("kubectl describe");

      assertThat(ProvisioningContract.data(cluster, stack)).isEqualTo(kept);
      hold(cluster, "null");
    }
  }

  /** By a merge, which does not collide with the node's own writes. */
  private static void hold(TestCluster cluster, String finalizers) {
    cluster
        .client()
        .pods()
        .inNamespace(cluster.namespace())
        .resources()
        .forEach(
            pod ->
                pod.patch(
                    PatchContext.of(PatchType.JSON_MERGE),
                    "{\"metadata\":{\"finalizers\":" + finalizers + "}}"));
  }

  @Test
  void everythingGoesOnlyWhenItIsConfirmedByName() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);

      assertThatThrownBy(() -> provisioner.destroy(stack, Retention.deleteEverything("plausibel")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not name the stack \"plausible\"");
      assertThat(provisioner.status(stack).isReady()).isTrue();

      StackPlan removed = provisioner.destroy(stack, Retention.deleteEverything("plausible"));

      assertThat(removed.of(Change.Action.PRUNE))
          .extracting(change -> change.object().kind())
          .contains("PersistentVolumeClaim", "Secret", "Namespace");
    }
  }

  @Test
  void aStackThatIsNotThereIsRemovedWithoutATrace() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      List<Retention> retentions =
          List.of(
              Retention.KEEP_DATA,
              Retention.SNAPSHOT_THEN_DELETE,
              Retention.deleteEverything(stack.name()));

      assertThat(retentions)
          .allSatisfy(
              retention -> assertThat(provisioner.destroy(stack, retention).changes()).isEmpty());
      assertThat(provisioner.status(stack).isAbsent()).isTrue();
    }
  }
}
