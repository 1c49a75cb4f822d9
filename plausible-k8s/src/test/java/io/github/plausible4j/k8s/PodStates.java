package io.github.plausible4j.k8s;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.util.function.Function;

/** States of pods that do not work, with the words that kubelets and schedulers use. */
final class PodStates {
  private PodStates() {}

  static Function<Pod, PodStatus> imageNotFound() {
    return waiting(
        "ImagePullBackOff",
        "Back-off pulling image \"postgres:16-alpin\": ErrImagePull: rpc error: code = NotFound"
            + " desc = failed to pull and unpack image: docker.io/library/postgres:16-alpin: not"
            + " found");
  }

  /** A container that has not started. */
  static Function<Pod, PodStatus> waiting(String reason, String message) {
    return pod ->
        status(
            pod,
            0,
            new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build(),
            new ContainerState());
  }

  /** A container that ended and is being restarted. */
  static Function<Pod, PodStatus> crashed(int exitCode, String reason, int restarts) {
    return pod ->
        status(
            pod,
            restarts,
            new ContainerStateBuilder()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .withMessage("back-off 40s restarting failed container")
                .endWaiting()
                .build(),
            new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .endTerminated()
                .build());
  }

  /** A pod that ended badly and is not restarted. */
  static Function<Pod, PodStatus> failed(int exitCode) {
    ContainerState ended =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(exitCode)
            .withReason("Error")
            .endTerminated()
            .build();
    return pod ->
        new PodStatusBuilder(status(pod, 0, ended, new ContainerState()))
            .withPhase("Failed")
            .build();
  }

  /** A pod that no node takes. */
  static Function<Pod, PodStatus> unschedulable(String message) {
    return pod ->
        new PodStatusBuilder()
            .withPhase("Pending")
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage(message)
            .endCondition()
            .build();
  }

  private static PodStatus status(
      Pod pod, int restarts, ContainerState state, ContainerState last) {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .addNewCondition()
        .withType("Ready")
        .withStatus("False")
        .endCondition()
        .withContainerStatuses(
            pod.getSpec().getContainers().stream()
                .map(
                    container ->
                        new ContainerStatusBuilder()
                            .withName(container.getName())
                            .withImage(container.getImage())
                            .withImageID("")
                            .withReady(false)
                            .withRestartCount(restarts)
                            .withState(state)
                            .withLastState(last)
                            .build())
                .toList())
        .build();
  }
}
