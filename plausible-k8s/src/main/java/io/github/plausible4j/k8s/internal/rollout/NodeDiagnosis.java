package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.List;
import java.util.Optional;

/** Pods whose node is not ready: the kubelet is gone, so their status says nothing any more. */
final class NodeDiagnosis {
  private NodeDiagnosis() {}

  static Optional<Finding> of(KubeObject pod, ClusterView view) {
    String name = pod.text("/spec/nodeName");
    Optional<KubeObject> node =
        name.isEmpty() ? Optional.empty() : view.clusterScoped("Node", name);
    if (node.isPresent()) {
      return node.get()
          .condition("Ready")
          .filter(ready -> !ready.path("status").asText().equals("True"))
          .map(ready -> notReady(pod, name, evidence(ready)));
    }
    // Nodes may not be readable; the node controller tells pods as well.
    return view.events(pod.uid()).stream()
        .findFirst()
        .filter(event -> event.text("/reason").equals("NodeNotReady"))
        .map(event -> notReady(pod, name, "NodeNotReady: " + event.text("/message")));
  }

  private static String evidence(JsonNode ready) {
    return ready.path("reason").asText()
        + ": "
        + ready.path("message").asText()
        + " Last heartbeat "
        + ready.path("lastHeartbeatTime").asText("unknown")
        + ", not ready since "
        + ready.path("lastTransitionTime").asText("unknown");
  }

  private static Finding notReady(KubeObject pod, String node, String evidence) {
    return Finding.of(
        pod,
        "the node " + (node.isEmpty() ? "of the pod" : node) + " is not ready",
        List.of(evidence),
        "see that the machine has power and network and that its kubelet or k3s runs; if it is gone"
            + " for good, kubectl delete node "
            + (node.isEmpty() ? "NAME" : node)
            + " frees its pods",
        Weight.LASTING);
  }
}
