package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.apiserver.FakeApiServer;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.progress.WorkloadProgress;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What API servers do on bad days does not end an apply, or ends it with a clear word. */
class FaultsDuringApplyTest {
  private static final String POSTGRES = "plausible-postgres";

  @Test
  void anExpiredWatchIsTakenUpAgain() {
    try (TestCluster cluster = TestCluster.fake()) {
      FakeApiServer server = cluster.server().orElseThrow();

      applyWithFaultWhileWaiting(cluster, FakeApiServer::compact);

      assertThat(server.expiredWatches()).as("watches told 410 Gone").isPositive();
    }
  }

  @Test
  void aWatchThatEndsGoesOnFromItsBookmark() {
    try (TestCluster cluster = TestCluster.fake()) {
      FakeApiServer server = cluster.server().orElseThrow();
      AtomicLong bookmark = new AtomicLong();

      applyWithFaultWhileWaiting(cluster, api -> bookmark.set(api.compactAfterBookmarks()));

      assertThat(server.requests())
          .as("watches from version %d, which only bookmarks had", bookmark.get())
          .anyMatch(
              request ->
                  request.query().contains("watch=true")
                      && request.query().contains("resourceVersion=" + bookmark.get()));
    }
  }

  /** The database starts only after the fault, so that the watches have to bring the news. */
  private static void applyWithFaultWhileWaiting(
      TestCluster cluster, Consumer<FakeApiServer> fault) {
    FakeApiServer server = cluster.server().orElseThrow();
    PlausibleStack stack = ProvisioningContract.stack(cluster).build();
    StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
    cluster.kubelet().behave(POSTGRES, PodStates.waiting("ContainerCreating", ""));

    provisioner.apply(
        stack,
        new OnceWaitedFor(
            POSTGRES,
            () -> {
              fault.accept(server);
              cluster.kubelet().recover(POSTGRES);
            }));

    assertThat(provisioner.status(stack).isReady()).isTrue();
  }

  /** Does something when a workload is waited for, and does it once. */
  private static final class OnceWaitedFor implements ProvisionListener {
    private final String workload;
    private final Runnable action;
    private boolean done;

    OnceWaitedFor(String workload, Runnable action) {
      this.workload = workload;
      this.action = action;
    }

    @Override
    public void progress(List<WorkloadProgress> workloads) {
      boolean waited =
          workloads.stream()
              .anyMatch(each -> each.workload().name().equals(workload) && !each.ready());
      if (waited && !done) {
        done = true;
        action.run();
      }
    }

    @Override
    public void failed(ProvisioningException failure) {
      assertThat(done).as("the fault came").isTrue();
    }
  }

  @Test
  void anErrorOfTheServerEndsTheApplyClearlyAndTheNextOneFinishes() {
    try (TestCluster cluster = TestCluster.fake()) {
      FakeApiServer server = cluster.server().orElseThrow();
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      server
          .faults()
          .refuse(500, request -> request.writes() && request.path().endsWith("/" + POSTGRES));

      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining(POSTGRES)
          .hasMessageContaining("the API server failed with status 500")
          .hasMessageContaining("etcdserver: request timed out")
          .hasMessageContaining("apply again; it continues where it stopped");
      server.faults().heal();
      provisioner.apply(stack);

      assertThat(provisioner.status(stack).isReady()).isTrue();
      assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }
  }
}
