package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a pod has a node but no running container: kubelets say that only in events. */
final class KubeletEvents {
  private static final Set<String> MOUNT =
      Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume");
  private static final String SANDBOX = "FailedCreatePodSandBox";

  private KubeletEvents() {}

  /** Only the newest event counts: what came after a failure shows that it has passed. */
  static Optional<Finding> of(KubeObject pod, ClusterView view) {
    if (!pod.text("/status/phase").equals("Pending")) {
      return Optional.empty();
    }
    return view.events(pod.uid()).stream()
        .findFirst()
        .flatMap(event -> of(pod, view, event.text("/reason"), event.text("/message")));
  }

  /** Whether an event says that a node could not set up a pod. */
  static boolean isFailure(String reason) {
    return MOUNT.contains(reason) || reason.equals(SANDBOX);
  }

  private static Optional<Finding> of(
      KubeObject pod, ClusterView view, String reason, String message) {
    List<String> evidence = List.of(reason + ": " + message);
    if (MOUNT.contains(reason)) {
      return FailureRule.first(MountFailures.of(message), message)
          .map(rule -> rule.finding(ContainerContext.ofPod(pod, view), message, evidence))
          .or(
              () ->
                  Optional.of(
                      Finding.of(
                          pod,
                          "a volume of the pod cannot be mounted",
                          evidence,
                          "the node's message says why",
                          Weight.LASTING)));
    }
    return reason.equals(SANDBOX)
        ? Optional.of(
            Finding.of(
                pod,
                "the node cannot set up the pod's network or sandbox",
                evidence,
                "see that the cluster's network add-on runs on the node: kubectl -n kube-system get"
                    + " pods -o wide",
                Weight.LASTING))
        : Optional.empty();
  }
}
