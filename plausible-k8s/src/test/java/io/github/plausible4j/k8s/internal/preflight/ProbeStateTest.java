package io.github.plausible4j.k8s.internal.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class ProbeStateTest {

  @Test
  void aNodeThatIsSlowToStartTheProbeIsWaitedFor() {
    Pod slow = waiting("CreateContainerError", "context deadline exceeded");

    assertThat(ProbeState.outcome(slow)).isEmpty();
    assertThat(ProbeState.unfinished(slow))
        .isEqualTo(
            "no report in time, the probe pod is Pending,"
                + " CreateContainerError: context deadline exceeded");
  }

  @Test
  void anImageThatCannotBeHadIsNotWaitedFor() {
    assertThat(ProbeState.outcome(waiting("ErrImagePull", "no such host")))
        .contains(new ProbeOutcome.Unseen("ErrImagePull: no such host"));
  }

  @Test
  void aPodWithoutAStatusIsSaidToHaveNoPhase() {
    assertThat(ProbeState.unfinished(new PodBuilder().build())).endsWith("has no phase");
  }

  private static Pod waiting(String reason, String message) {
    return new PodBuilder()
        .withNewStatus()
        .withPhase("Pending")
        .addNewContainerStatus()
        .withNewState()
        .withNewWaiting(message, reason)
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
