package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.progress.ApplyResult;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several stacks in one namespace, and what else is in it. */
class SharedNamespaceTest {

  @Test
  void twoStacksLeaveEachOtherAndTheirNamespaceAlone() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack first = ProvisioningContract.stack(cluster).name("first").build();
      PlausibleStack second = ProvisioningContract.stack(cluster).name("second").build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(first);
      assertThat(provisioner.status(second).isAbsent()).isTrue();
      String before = namespace(cluster).getMetadata().getResourceVersion();

      ApplyResult applied = provisioner.apply(second);

      assertThat(applied.plan().toString())
          .contains("keep     Namespace " + cluster.namespace() + "  (the stack first created it)");
      assertThat(namespace(cluster).getMetadata().getResourceVersion()).isEqualTo(before);
      assertThat(provisioner.plan(first).isEmpty()).isTrue();
      assertThat(provisioner.plan(second).isEmpty()).isTrue();
    }
  }

  @Test
  void theNamespaceStaysForTheOtherStackWhenEverythingOfOneGoes() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack first = ProvisioningContract.stack(cluster).name("first").build();
      PlausibleStack second = ProvisioningContract.stack(cluster).name("second").build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(first);
      provisioner.apply(second);
      Map<String, String> data = ProvisioningContract.data(cluster, second);

      StackPlan removed = provisioner.destroy(first, Retention.deleteEverything("first"));

      assertThat(removed.toString())
          .contains("Namespace " + cluster.namespace())
          .contains(", which does not belong to the stack");
      assertThat(ProvisioningContract.data(cluster, second)).isEqualTo(data);
      assertThat(provisioner.status(second).isReady()).isTrue();
    }
  }

  @Test
  void theNamespaceStaysForAClaimOfSomebodyElse() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      cluster
          .client()
          .resource(
              new PersistentVolumeClaimBuilder()
                  .withNewMetadata()
                  .withName("photographs")
                  .withNamespace(cluster.namespace())
                  .endMetadata()
                  .withNewSpec()
                  .withAccessModes("ReadWriteOnce")
                  .withNewResources()
                  .addToRequests("storage", new Quantity("1Gi"))
                  .endResources()
                  .endSpec()
                  .build())
          .create();

      StackPlan removed = provisioner.destroy(stack, Retention.deleteEverything("plausible"));

      assertThat(removed.of(Change.Action.KEEP))
          .singleElement()
          .asString()
          .contains(
              "contains PersistentVolumeClaim "
                  + cluster.namespace()
                  + "/photographs, which does not belong to the stack");
      assertThat(
              cluster
                  .client()
                  .persistentVolumeClaims()
                  .inNamespace(cluster.namespace())
                  .withName("photographs")
                  .get())
          .isNotNull();
    }
  }

  @Test
  void anObjectOfAnotherStackIsNeverTaken() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      PlausibleStack namedLikeItsDatabase =
          ProvisioningContract.stack(cluster).name("plausible-postgres").build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> before = ProvisioningContract.versions(cluster, stack);

      assertThatThrownBy(() -> provisioner.apply(namedLikeItsDatabase))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("Service " + cluster.namespace() + "/plausible-postgres")
          .hasMessageContaining("it belongs to another stack, which is named plausible")
          .hasMessageContaining("give one of the stacks another name");
      assertThat(ProvisioningContract.versions(cluster, stack)).isEqualTo(before);
    }
  }

  /** Two servers in one directory destroy it; so it would be where a stack is only renamed. */
  @Test
  void aDirectoryOfAnotherStackIsNotWrittenTo() {
    try (TestCluster cluster = TestCluster.fake()) {
      StorageSpec files = StorageSpec.nfs("nas.local", "/exports/plausible");
      PlausibleStack old = ProvisioningContract.stack(cluster).name("old").storage(files).build();
      PlausibleStack renamed = old.toBuilder().name("new").build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(old);

      assertThatThrownBy(() -> provisioner.apply(renamed))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("another stack uses this directory")
          .hasMessageContaining(
              "nas.local:/exports/plausible/postgres is the PersistentVolume "
                  + cluster.namespace()
                  + "-old-postgres-data of "
                  + cluster.namespace()
                  + "/old");
      assertThat(provisioner.status(renamed).isAbsent()).isTrue();

      provisioner.destroy(old, Retention.deleteEverything("old"));
      provisioner.apply(renamed);
      assertThat(provisioner.status(renamed).isReady()).isTrue();
    }
  }

  @Test
  void aNamespaceThatDoesNotGoIsNamedAndNothingIsMadeInIt() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner patient = ProvisioningContract.provisioner(cluster.client());
      patient.apply(stack);
      patient.destroy(stack, Retention.KEEP_DATA);
      hold(cluster);
      StackProvisioner impatient =
          StackProvisioner.builder(cluster.client())
              .deadline(Duration.ofSeconds(3))
              .preflight(false)
              .build();

      assertThatThrownBy(() -> impatient.destroy(stack, Retention.deleteEverything("plausible")))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("Namespace " + cluster.namespace() + " still exists");
      assertThatThrownBy(() -> impatient.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("its namespace is being deleted")
          .hasMessageContaining("apply again when");
    }
  }

  /** As the cluster's own controllers do while there is something in it. */
  private static void hold(TestCluster cluster) {
    Namespace held =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(cluster.namespace())
            .addToFinalizers("example.org/slow")
            .endMetadata()
            .build();
    Namespace unused =
        cluster.client().resource(held).fieldManager("kube-controller").serverSideApply();
  }

  private static Namespace namespace(TestCluster cluster) {
    return cluster.client().namespaces().withName(cluster.namespace()).get();
  }
}
