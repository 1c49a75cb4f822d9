package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims go only when a snapshot of each can be restored from. */
class SnapshotThenDeleteTest {
  private final TestCluster cluster = TestCluster.fake();
  private final PlausibleStack stack = ProvisioningContract.stack(cluster).build();
  private final StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());

  @BeforeEach
  void applied() {
    provisioner.apply(stack);
  }

  @AfterEach
  void closed() {
    cluster.close();
  }

  @Test
  void withoutSnapshotsNothingIsDeleted() {
    int before = claims();

    assertThatThrownBy(() -> provisioner.destroy(stack, Retention.SNAPSHOT_THEN_DELETE))
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining("the cluster cannot create volume snapshots")
        .hasMessageContaining("nothing was deleted");
    assertThat(claims()).isEqualTo(before).isPositive();
    assertThat(provisioner.status(stack).isReady()).isTrue();
  }

  @Test
  void claimsGoAfterTheirSnapshotsAreReadyAndSecretsStay() {
    int before = claims();
    cluster.install("snapshot.storage.k8s.io", "v1", "VolumeSnapshot", "volumesnapshots");
    try (var controller =
        cluster
            .resources("snapshot.storage.k8s.io/v1", "VolumeSnapshot")
            .inform(new SnapshotController(cluster))) {
      StackPlan removed = provisioner.destroy(stack, Retention.SNAPSHOT_THEN_DELETE);

      assertThat(controller.isRunning()).isTrue();
      assertThat(claims()).isZero();
      assertThat(
              cluster.resources("snapshot.storage.k8s.io/v1", "VolumeSnapshot").list().getItems())
          .hasSize(before);
      assertThat(removed.of(Change.Action.KEEP))
          .extracting(change -> change.object().kind())
          .contains("Secret", "Namespace")
          .doesNotContain("PersistentVolumeClaim");
    }
  }

  /** Two writers of one object are the commonest error, and the next attempt gets over it. */
  @Test
  void anErrorThatTheControllerGetsOverEndsNothing() {
    cluster.install("snapshot.storage.k8s.io", "v1", "VolumeSnapshot", "volumesnapshots");
    try (var controller =
        cluster
            .resources("snapshot.storage.k8s.io/v1", "VolumeSnapshot")
            .inform(new StumblingController(cluster), 1_000)) {
      provisioner.destroy(stack, Retention.SNAPSHOT_THEN_DELETE);

      assertThat(controller.isRunning()).isTrue();
      assertThat(claims()).isZero();
    }
  }

  @Test
  void aLastingErrorIsReportedAndNoClaimIsDeleted() {
    int before = claims();
    cluster.install("snapshot.storage.k8s.io", "v1", "VolumeSnapshot", "volumesnapshots");
    StackProvisioner patient =
        StackProvisioner.builder(cluster.client()).deadline(Duration.ofSeconds(3)).build();
    try (var controller =
        cluster
            .resources("snapshot.storage.k8s.io/v1", "VolumeSnapshot")
            .inform(new FailingController(cluster))) {

      assertThatThrownBy(() -> patient.destroy(stack, Retention.SNAPSHOT_THEN_DELETE))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("the snapshot was not ready in time")
          .hasMessageContaining(FailingController.ERROR)
          .hasMessageContaining("no claim was deleted");
      assertThat(controller.isRunning()).isTrue();
      assertThat(claims()).isEqualTo(before).isPositive();
    }
  }

  /** The kind is there, and nothing that acts on it: so it is where a driver makes no snapshots. */
  @Test
  void aSnapshotThatNobodyTakesIsReportedAndNoClaimIsDeleted() {
    int before = claims();
    cluster.install("snapshot.storage.k8s.io", "v1", "VolumeSnapshot", "volumesnapshots");
    provisioner.destroy(stack, Retention.KEEP_DATA);
    StackProvisioner impatient =
        StackProvisioner.builder(cluster.client()).deadline(Duration.ofNanos(1)).build();

    assertThatThrownBy(() -> impatient.destroy(stack, Retention.SNAPSHOT_THEN_DELETE))
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining("VolumeSnapshot " + cluster.namespace() + "/plausible-")
        .hasMessageContaining("the snapshot was not ready in time")
        .hasMessageContaining("no claim was deleted")
        .hasMessageContaining("snapshot controller")
        .hasMessageContaining("Retention.KEEP_DATA");
    assertThat(claims()).isEqualTo(before).isPositive();
  }

  private int claims() {
    return cluster
        .client()
        .persistentVolumeClaims()
        .inNamespace(cluster.namespace())
        .list()
        .getItems()
        .size();
  }

  /** What a cluster's own controller does with a snapshot. */
  private interface Controller extends ResourceEventHandler<GenericKubernetesResource> {
    TestCluster cluster();

    default void report(GenericKubernetesResource snapshot, Map<String, Object> status) {
      snapshot.setAdditionalProperty("status", status);
      cluster()
          .resources("snapshot.storage.k8s.io/v1", "VolumeSnapshot")
          .resource(snapshot)
          .update();
    }

    @Override
    default void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {}

    @Override
    default void onDelete(GenericKubernetesResource snapshot, boolean unknown) {}
  }

  /** Makes each snapshot ready. */
  private record SnapshotController(TestCluster cluster) implements Controller {
    @Override
    public void onAdd(GenericKubernetesResource snapshot) {
      report(snapshot, Map.of("readyToUse", true));
    }
  }

  /** Never gets a snapshot done. */
  private record FailingController(TestCluster cluster) implements Controller {
    static final String ERROR = "rpc error: code = ResourceExhausted desc = pool is full";

    @Override
    public void onAdd(GenericKubernetesResource snapshot) {
      report(snapshot, Map.of("readyToUse", false, "error", Map.of("message", ERROR)));
    }
  }

  /** Gets each snapshot done when it looks again after a while. */
  private record StumblingController(TestCluster cluster) implements Controller {
    @Override
    public void onAdd(GenericKubernetesResource snapshot) {
      report(snapshot, Map.of("error", Map.of("message", "the object has been modified")));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      if (version(before).equals(version(after)) && after.get("status", "readyToUse") == null) {
        report(after, Map.of("readyToUse", true));
      }
    }

    private static String version(GenericKubernetesResource snapshot) {
      return snapshot.getMetadata().getResourceVersion();
    }
  }
}
