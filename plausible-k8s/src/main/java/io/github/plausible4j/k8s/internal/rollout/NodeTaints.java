package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the taints that a pod does not tolerate. Since Kubernetes 1.34 the scheduler only counts
 * them.
 */
final class NodeTaints {
  private static final String UNNAMED = "untolerated taint(s)";

  private NodeTaints() {}

  /** The taints of the nodes, if a message of the scheduler does not name them. */
  static List<String> unnamed(KubeObject pod, String message, ClusterView view) {
    List<String> taints = new ArrayList<>();
    if (message.contains(UNNAMED)) {
      for (KubeObject node : view.allClusterScoped("Node")) {
        for (JsonNode taint : node.at("/spec/taints")) {
          if (!taint.path("effect").asText().equals("PreferNoSchedule") && !tolerates(pod, taint)) {
            String key = taint.path("key").asText();
            taints.add("node " + node.name() + " has the taint " + key + text(taint));
          }
        }
      }
    }
    return taints;
  }

  private static String text(JsonNode taint) {
    String value = taint.path("value").asText("");
    return (value.isEmpty() ? "" : "=" + value) + ":" + taint.path("effect").asText();
  }

  private static boolean tolerates(KubeObject pod, JsonNode taint) {
    for (JsonNode toleration : pod.at("/spec/tolerations")) {
      boolean exists = toleration.path("operator").asText().equals("Exists");
      boolean key =
          toleration.path("key").asText("").isEmpty()
              ? exists
              : toleration.path("key").equals(taint.path("key"));
      String effect = toleration.path("effect").asText("");
      if (key
          && (effect.isEmpty() || effect.equals(taint.path("effect").asText()))
          && (exists
              || toleration.path("value").asText("").equals(taint.path("value").asText("")))) {
        return true;
      }
    }
    return false;
  }
}
