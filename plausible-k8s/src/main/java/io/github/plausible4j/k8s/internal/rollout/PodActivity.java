package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.Optional;

/** Tells what a pod is doing while nothing is wrong with it. */
final class PodActivity {
  private PodActivity() {}

  /** What the first pod of a workload that is not ready is doing, if known. */
  static Optional<String> of(KubeObject workload, ClusterView view) {
    return view.currentPods(workload).stream()
        .filter(pod -> !pod.conditionIs("Ready", "True"))
        .findFirst()
        .flatMap(pod -> ofPod(pod, view));
  }

  /** Whether no container of a pod has started, and the last event is not a finished pull. */
  static boolean triesToStart(KubeObject pod, ClusterView view) {
    boolean pulled =
        view.events(pod.uid()).stream()
            .findFirst()
            .filter(event -> event.text("/reason").equals("Pulled"))
            .isPresent();
    return !pulled && pod.text("/status/phase").equals("Pending") && !runs(pod);
  }

  private static boolean runs(KubeObject pod) {
    for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
      for (JsonNode each : pod.at("/status/" + list)) {
        if (each.at("/state/running").isObject()) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<String> ofPod(KubeObject pod, ClusterView view) {
    for (JsonNode each : pod.at("/status/initContainerStatuses")) {
      if (each.at("/state/running").isObject()) {
        return Optional.of("init container " + each.path("name").asText() + " runs");
      }
    }
    for (JsonNode each : pod.at("/status/containerStatuses")) {
      if (each.at("/state/running").isObject() && !each.path("ready").asBoolean()) {
        return Optional.of("container " + each.path("name").asText() + " runs, not ready yet");
      }
    }
    Optional<KubeObject> event = view.events(pod.uid()).stream().findFirst();
    if (event.isPresent()) {
      String message = event.get().text("/message");
      return switch (event.get().text("/reason")) {
        case "Pulling" ->
            Optional.of(
                message.replaceFirst("^Pulling image \"?([^\"]+)\"?.*$", "pulling image $1"));
        case "Scheduled" -> Optional.of("the node prepares volumes and network");
        case "Pulled", "Created", "Started" -> Optional.of("starting its containers");
        default -> Optional.empty();
      };
    }
    return pod.text("/spec/nodeName").isEmpty() && pod.at("/status/conditions").isEmpty()
        ? Optional.of("waiting for a node")
        : Optional.empty();
  }
}
