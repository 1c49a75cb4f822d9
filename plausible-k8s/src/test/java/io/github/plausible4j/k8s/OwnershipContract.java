package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who made an object, and what may therefore be done to it, whatever cluster it is in. */
abstract class OwnershipContract {

  /** A cluster for one test. */
  abstract TestCluster cluster();

  @Test
  void whatCannotBeChangedInPlaceIsReplacedAndItsDataAreKept() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> kept = ProvisioningContract.data(cluster, stack);
      StatefulSet earlier = anotherServiceName(cluster, stack, StackProvisioner.FIELD_MANAGER);

      StackPlan plan = provisioner.plan(stack);
      provisioner.apply(stack);

      assertThat(plan.of(Change.Action.REPLACE))
          .extracting(change -> change.object().name())
          .containsExactly(stack.named("postgres"));
      assertThat(plan.toString()).contains("spec cannot be changed in place");
      assertThat(postgres(cluster, stack).getMetadata().getUid())
          .isNotEqualTo(earlier.getMetadata().getUid());
      assertThat(postgres(cluster, stack).getSpec().getServiceName())
          .isNotEqualTo(earlier.getSpec().getServiceName());
      assertThat(ProvisioningContract.data(cluster, stack)).isEqualTo(kept);
      assertThat(provisioner.status(stack).isReady()).isTrue();
      assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }
  }

  @Test
  void anotherStorageIsRefusedForEachVolumeThatHoldsData() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> before = ProvisioningContract.versions(cluster, stack);
      PlausibleStack moved =
          stack.toBuilder().storage(StorageSpec.dynamic("another-class", "1Gi")).build();

      ProvisioningException refused =
          catchThrowableOfType(ProvisioningException.class, () -> provisioner.apply(moved));

      assertThat(refused.diagnoses())
          .extracting(diagnosis -> diagnosis.object().name())
          .containsExactly(
              "plausible-postgres-data", "plausible-clickhouse-data", "plausible-data");
      assertThat(refused.diagnoses())
          .allSatisfy(
              diagnosis -> {
                assertThat(diagnosis.cause()).startsWith("it holds data");
                assertThat(diagnosis.evidence().toString()).contains("immutable");
                assertThat(diagnosis.remedy()).contains("keep the old storage", "back up", "NFS");
              });
      assertThat(ProvisioningContract.versions(cluster, stack)).isEqualTo(before);
    }
  }

  @Test
  void whatSomebodyElseMadeIsNeverReplaced() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      ProvisioningContract.provisioner(cluster.client()).apply(stack);
      StatefulSet foreign = anotherServiceName(cluster, stack, "helm");

      assertThatThrownBy(() -> ProvisioningContract.provisioner(cluster.client()).apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining(".spec.serviceName is owned by helm");
      StackProvisioner taking =
          StackProvisioner.builder(cluster.client()).takeOver("helm").preflight(false).build();
      assertThatThrownBy(() -> taking.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("someone else created it, and it cannot be changed in place")
          .hasMessageContaining("delete it");
      assertThat(postgres(cluster, stack).getMetadata().getUid())
          .isEqualTo(foreign.getMetadata().getUid());
    }
  }

  /** Puts a StatefulSet with another, immutable, Service name in the place of the stack's own. */
  private static StatefulSet anotherServiceName(
      TestCluster cluster, PlausibleStack stack, String manager) {
    StatefulSet live = postgres(cluster, stack);
    cluster.client().resource(live).delete();
    cluster.client().resource(live).waitUntilCondition(each -> each == null, 5, TimeUnit.MINUTES);
    StatefulSet other =
        new StatefulSetBuilder(live)
            .withNewMetadata()
            .withName(live.getMetadata().getName())
            .withNamespace(cluster.namespace())
            .withLabels(live.getMetadata().getLabels())
            .endMetadata()
            .editSpec()
            .withServiceName("an-earlier-name")
            .endSpec()
            .withStatus(null)
            .build();
    return cluster.client().resource(other).fieldManager(manager).serverSideApply();
  }

  private static StatefulSet postgres(TestCluster cluster, PlausibleStack stack) {
    return cluster
        .client()
        .apps()
        .statefulSets()
        .inNamespace(cluster.namespace())
        .withName(stack.named("postgres"))
        .get();
  }

  @Test
  void whatIsThereAlreadyIsAdoptedWithWhatItsMakerSet() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      Namespace namespace =
          new NamespaceBuilder()
              .withNewMetadata()
              .withName(cluster.namespace())
              .addToLabels("team", "web")
              .endMetadata()
              .build();
      Service service =
          new ServiceBuilder()
              .withNewMetadata()
              .withName(stack.name())
              .withNamespace(cluster.namespace())
              .addToAnnotations("team", "web")
              .endMetadata()
              .withNewSpec()
              .addNewPort()
              .withName("metrics")
              .withPort(9999)
              .endPort()
              .endSpec()
              .build();
      cluster.client().resource(namespace).create();
      String uid = cluster.client().resource(service).create().getMetadata().getUid();

      StackPlan plan = provisioner.plan(stack);
      provisioner.apply(stack);

      assertThat(plan.of(Change.Action.ADOPT))
          .extracting(change -> change.object().kind())
          .containsExactlyInAnyOrder("Namespace", "Service");
      Service adopted = cluster.client().resource(service).get();
      assertThat(adopted.getMetadata().getUid()).isEqualTo(uid);
      assertThat(adopted.getMetadata().getAnnotations()).containsEntry("team", "web");
      assertThat(adopted.getSpec().getSelector()).containsEntry(Rendering.INSTANCE, stack.name());
      assertThat(cluster.client().resource(namespace).get().getMetadata().getLabels())
          .containsEntry("team", "web");
      assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }
  }
}
