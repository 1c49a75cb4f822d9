package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.plausible4j.k8s.apiserver.TestCluster;
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
      String before = namespace(cluster).getMetadata().getResourceVersion();

      ApplyResult applied = provisioner.apply(second);

      assertThat(applied.plan().toString())
          .contains("keep     Namespace " + cluster.namespace() + "  (the stack first made it)");
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
          .contains("is in it, which is not the stack's");
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
              "PersistentVolumeClaim "
                  + cluster.namespace()
                  + "/photographs is in it, which is not the stack's");
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
          .hasMessageContaining("another stack has it, which is named plausible")
          .hasMessageContaining("give one of the stacks another name");
      assertThat(ProvisioningContract.versions(cluster, stack)).isEqualTo(before);
    }
  }

  private static Namespace namespace(TestCluster cluster) {
    return cluster.client().namespaces().withName(cluster.namespace()).get();
  }
}
