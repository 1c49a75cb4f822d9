package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads a probe pod's status. */
final class ProbeState {
  /** Reasons that do not go away. A slow node's temporary reasons are not among them. */
  private static final Set<String> HOPELESS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "CreateContainerConfigError");

  private ProbeState() {}

  /** The outcome, once it is certain. */
  static Optional<ProbeOutcome> outcome(Pod pod) {
    PodStatus status = pod.getStatus();
    if (status == null) {
      return Optional.empty();
    }
    ContainerState state = container(status);
    ContainerStateTerminated ended = state.getTerminated();
    if (ended != null) {
      return Optional.of(read(ended));
    }
    ContainerStateWaiting waiting = state.getWaiting();
    if (waiting != null && HOPELESS.contains(text(waiting.getReason()))) {
      return Optional.of(new ProbeOutcome.Unseen(join(waiting.getReason(), waiting.getMessage())));
    }
    return text(status.getPhase()).equals("Failed")
        ? Optional.of(new ProbeOutcome.Unseen(join(status.getReason(), status.getMessage())))
        : Optional.empty();
  }

  /** Whether the pod has ended, with or without success. */
  static boolean isOver(Pod pod) {
    String phase = pod.getStatus() == null ? "" : text(pod.getStatus().getPhase());
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  private static ProbeOutcome read(ContainerStateTerminated ended) {
    Optional<NodeReport> report = NodeReport.parse(text(ended.getMessage()));
    return report.isPresent()
        ? new ProbeOutcome.Seen(report.get())
        : new ProbeOutcome.Unseen(
            "the probe exited with code "
                + ended.getExitCode()
                + " without a complete report: "
                + join(ended.getReason(), ended.getMessage()));
  }

  /** Describes a pod that did not end in time. */
  static String unfinished(Pod pod) {
    PodStatus status = pod.getStatus();
    if (status == null || status.getPhase() == null) {
      return "no report in time, the probe pod has no phase";
    }
    ContainerStateWaiting waiting = container(status).getWaiting();
    return "no report in time, the probe pod is "
        + status.getPhase()
        + (waiting == null ? "" : ", " + join(waiting.getReason(), waiting.getMessage()));
  }

  private static ContainerState container(PodStatus status) {
    return Objects.requireNonNullElse(status.getContainerStatuses(), List.<ContainerStatus>of())
        .stream()
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(ContainerState::new);
  }

  private static String join(String reason, String message) {
    return text(message).isEmpty() ? text(reason) : text(reason) + ": " + text(message).strip();
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }
}
