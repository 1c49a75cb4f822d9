package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out why a pod has a node but no running container. Kubelets report that only in events. */
final class KubeletEvents {
  private static final Set<String> MOUNT =
      Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume");
  private static final Set<String> SANDBOX =
      Set.of("FailedCreatePodSandBox", "FailedPodSandBoxStatus", "NetworkNotReady");

  private KubeletEvents() {}

  /** Only the newest events count. A later event of another kind shows that a failure is over. */
  static Optional<Finding> of(KubeObject pod, ClusterView view) {
    if (!pod.text("/status/phase").equals("Pending")) {
      return Optional.empty();
    }
    List<KubeObject> failures =
        view.events(pod.uid()).stream()
            .takeWhile(event -> isFailure(event.text("/reason")))
            .toList();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    boolean sandbox = SANDBOX.contains(failures.get(0).text("/reason"));
    List<String> messages =
        failures.stream()
            .filter(event -> SANDBOX.contains(event.text("/reason")) == sandbox)
            .map(event -> event.text("/reason") + ": " + event.text("/message"))
            .toList();
    FailureRule.Match match = sandbox ? sandbox(messages.get(0)) : MountFailures.of(messages);
    return Optional.of(
        match
            .rule()
            .finding(ContainerContext.ofPod(pod, view), match.line(), List.of(match.line())));
  }

  private static FailureRule.Match sandbox(String message) {
    FailureRule rule = FailureRule.first(SandboxFailures.RULES, message).orElseThrow();
    return new FailureRule.Match(rule, message);
  }

  /** Whether an event says that a node could not set up a pod. */
  static boolean isFailure(String reason) {
    return MOUNT.contains(reason) || SANDBOX.contains(reason);
  }
}
