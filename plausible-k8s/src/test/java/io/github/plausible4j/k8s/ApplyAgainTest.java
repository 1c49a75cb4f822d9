package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.apiserver.TestKubelet;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** "Apply again" is good advice: what was fixed outside of the stack is found fixed. */
class ApplyAgainTest {
  private static final String POSTGRES = "plausible-postgres";

  private static StackProvisioner provisioner(TestCluster cluster) {
    return StackProvisioner.builder(cluster.client())
        .firstAnswer(Duration.ofMinutes(1))
        .preflight(false)
        .build();
  }

  /** A node that goes on waiting with the pods that failed, and starts new ones well. */
  private static Function<Pod, PodStatus> stuckUntilDeleted(Function<Pod, PodStatus> failing) {
    Set<String> failed = ConcurrentHashMap.newKeySet();
    return pod -> {
      String uid = pod.getMetadata().getUid();
      boolean first = failed.isEmpty();
      if (first) {
        failed.add(uid);
      }
      return failed.contains(uid) ? failing.apply(pod) : TestKubelet.wellDone(pod);
    };
  }

  @Test
  void aPodThatFailedBeforeIsStartedAgainAndNotJudgedByItsLastEnd() {
    appliesAgain(PodStates.crashed(132, "Error", 4), POSTGRES);
  }

  @Test
  void anImageThatIsThereNowIsPulledAtOnce() {
    appliesAgain(PodStates.imageNotFound(), POSTGRES);
  }

  private static void appliesAgain(Function<Pod, PodStatus> failing, String workload) {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      cluster.kubelet().behave(workload, stuckUntilDeleted(failing));
      assertThatThrownBy(() -> provisioner(cluster).apply(stack))
          .isInstanceOf(ProvisioningException.class);
      List<Change> made = new ArrayList<>();

      provisioner(cluster)
          .apply(
              stack,
              new ProvisionListener() {
                @Override
                public void applied(Change change) {
                  made.add(change);
                }
              });

      assertThat(made)
          .filteredOn(change -> change.object().kind().equals("Pod"))
          .singleElement()
          .satisfies(change -> assertThat(change.reason()).contains("failed before this apply"));
    }
  }

  @Test
  void aWrongPasswordIsFoundOutWhileTheOldPodRuns() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = external(cluster, "the right password");
      provisioner(cluster).apply(stack);
      String pod = plausiblePod(cluster);
      cluster.kubelet().behave("plausible-migrate", PodStates.failed(1));

      assertThatThrownBy(
              () -> provisioner(cluster).apply(external(cluster, "quite another password")))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("plausible-migrate");

      assertThat(plausiblePod(cluster)).as("the pod that works").isEqualTo(pod);
    }
  }

  private static PlausibleStack external(TestCluster cluster, String password) {
    return ProvisioningContract.stack(cluster)
        .postgres(
            PostgresSpec.external("postgres://u@db.example.org/stats", SecretSource.of(password)))
        .build();
  }

  private static String plausiblePod(TestCluster cluster) {
    return cluster.client().pods().inNamespace(cluster.namespace()).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getOwnerReferences().get(0).getKind().equals("ReplicaSet"))
        .map(pod -> pod.getMetadata().getUid())
        .findFirst()
        .orElseThrow();
  }
}
