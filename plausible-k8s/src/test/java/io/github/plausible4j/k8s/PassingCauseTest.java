package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.progress.WorkloadProgress;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every healthy cluster says for a moment is no trouble until it lasts. */
class PassingCauseTest {
  private static final Duration STEP = Duration.ofSeconds(4);
  private static final String CAUSE = "the storage provisioner has not created the volume yet";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-26T12:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  @Test
  void aVolumeThatIsBeingMadeIsWaitedForAndBlamedOnlyWhenItTakesLong() {
    List<WorkloadProgress> told = new ArrayList<>();
    ProvisionListener listener =
        new ProvisionListener() {
          @Override
          public void progress(List<WorkloadProgress> workloads) {
            workloads.stream()
                .filter(each -> each.workload().name().equals("plausible-postgres"))
                .forEach(told::add);
            now.updateAndGet(time -> time.plus(STEP));
          }
        };
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.kubelet().eventAtClaims("Normal", "ExternalProvisioning", "Waiting for a volume");

      assertThatThrownBy(() -> apply(cluster, listener))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining(CAUSE);
    }

    assertThat(told)
        .filteredOn(each -> each.elapsed().compareTo(Duration.ofSeconds(10)) < 0)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.diagnosis()).isEmpty());
    assertThat(told.get(told.size() - 2).diagnosis())
        .as("told before it ends the apply")
        .hasValueSatisfying(diagnosis -> assertThat(diagnosis.cause()).isEqualTo(CAUSE));
  }

  private void apply(TestCluster cluster, ProvisionListener listener) {
    StackProvisioner.builder(cluster.client())
        .clock(clock)
        .patience(Duration.ofSeconds(30))
        .preflight(false)
        .build()
        .apply(
            ProvisioningContract.stack(cluster).storage(StorageSpec.dynamic("none", "1Gi")).build(),
            listener);
  }
}
