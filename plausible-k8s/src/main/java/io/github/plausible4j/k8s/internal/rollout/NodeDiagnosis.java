package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.List;
import java.util.Optional;

/**
 * Finds pods whose node is not ready. Their status is out of date, because the kubelet does not
 * update it.
 */
final class NodeDiagnosis {
  private static final FailureRule SILENT =
      FailureRule.lasting(
          "the node %s is not ready",
          (container, node) ->
              "check that the machine has power and network and that its kubelet or k3s runs; if"
                  + " it is gone for good, kubectl delete node "
                  + node
                  + " frees its pods");

  private static final FailureRule UNFIT =
      FailureRule.lasting(
          "the node %s reports that it is not ready",
          "its message says why: if it names the network, check that the cluster's network"
              + " add-on runs on the node; if it names the runtime, restart containerd or k3s");

  private NodeDiagnosis() {}

  static Optional<Finding> of(KubeObject pod, ClusterView view) {
    String name = pod.text("/spec/nodeName");
    ContainerContext context = ContainerContext.ofPod(pod, view);
    Optional<KubeObject> node = context.node();
    if (node.isPresent()) {
      return node.get()
          .condition("Ready")
          .filter(ready -> !ready.path("status").asText().equals("True"))
          .map(
              ready -> {
                boolean unfit = ready.path("status").asText().equals("False");
                return notReady(unfit ? UNFIT : SILENT, context, name, evidence(ready));
              });
    }
    // The caller may lack the permission to read nodes. The node controller also reports it at the
    // pods.
    return view.events(pod.uid()).stream()
        .findFirst()
        .filter(event -> event.text("/reason").equals("NodeNotReady"))
        .map(event -> notReady(SILENT, context, name, "NodeNotReady: " + event.text("/message")));
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

  private static Finding notReady(
      FailureRule rule, ContainerContext context, String node, String evidence) {
    return rule.naming(node.isEmpty() ? "of the pod" : node)
        .finding(context, node.isEmpty() ? "NAME" : node, List.of(evidence));
  }
}
