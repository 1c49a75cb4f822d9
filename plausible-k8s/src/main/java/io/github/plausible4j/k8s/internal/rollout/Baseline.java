package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The state of stuck pods before an apply began. A pod that is still in that state says nothing
 * about the apply: its node may wait up to five minutes before it tries again.
 */
final class Baseline {
  private final Set<String> stuck = new HashSet<>();

  /** Remembers the pods of a view that wait for their node to try again. */
  void remember(ClusterView view) {
    view.all("Pod").stream()
        .filter(pod -> isStuck(pod, view))
        .map(pod -> fingerprint(pod, view))
        .forEach(stuck::add);
  }

  /** Whether nothing has happened to a stuck pod since. */
  boolean isUnchanged(KubeObject pod, ClusterView view) {
    return !stuck.isEmpty() && isStuck(pod, view) && stuck.contains(fingerprint(pod, view));
  }

  private static boolean isStuck(KubeObject pod, ClusterView view) {
    return containers(pod).stream().anyMatch(each -> Waiting.of(each) != Waiting.NOT)
        || (pod.text("/status/phase").equals("Pending")
            && view.events(pod.uid()).stream()
                .findFirst()
                .filter(event -> KubeletEvents.isFailure(event.text("/reason")))
                .isPresent());
  }

  /**
   * A container that has been restarted since then has another restart count or another end time.
   */
  private static String fingerprint(KubeObject pod, ClusterView view) {
    StringJoiner text = new StringJoiner("/").add(pod.uid());
    for (JsonNode each : containers(pod)) {
      text.add(each.path("restartCount").asText())
          .add(each.at("/lastState/terminated/finishedAt").asText());
    }
    view.events(pod.uid()).stream()
        .findFirst()
        .filter(event -> KubeletEvents.isFailure(event.text("/reason")))
        .ifPresent(event -> text.add(event.resourceVersion()));
    return text.toString();
  }

  private static List<JsonNode> containers(KubeObject pod) {
    List<JsonNode> containers = new java.util.ArrayList<>();
    pod.at("/status/initContainerStatuses").forEach(containers::add);
    pod.at("/status/containerStatuses").forEach(containers::add);
    return containers;
  }
}
