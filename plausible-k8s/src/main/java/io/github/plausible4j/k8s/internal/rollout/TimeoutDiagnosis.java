package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.List;

/**
 * What can still be said of a workload that was not ready in time though nothing is known to stand
 * in its way: how its pods are, what was last reported of them, and what they wrote.
 */
final class TimeoutDiagnosis {
  private final CrashLogs logs;

  TimeoutDiagnosis(CrashLogs logs) {
    this.logs = logs;
  }

  Finding of(KubeObject workload, String message, ClusterView view) {
    List<String> evidence = new ArrayList<>();
    evidence.add(message);
    boolean probeFails = false;
    boolean slowImage = false;
    boolean unscheduled = false;
    for (KubeObject pod : view.currentPods(workload)) {
      if (pod.text("/spec/nodeName").isEmpty() && pod.at("/status/conditions").isEmpty()) {
        unscheduled = true;
        evidence.add("pod " + pod.ref().name() + " has no node, and nothing says why not");
      }
      for (JsonNode container : pod.at("/status/containerStatuses")) {
        if (!container.path("ready").asBoolean()) {
          evidence.add("container " + container.path("name").asText() + ' ' + state(container));
        }
      }
      List<KubeObject> events = view.events(pod.uid());
      if (!events.isEmpty()) {
        String reason = events.get(0).text("/reason");
        probeFails |= reason.equals("Unhealthy");
        slowImage |= reason.equals("Pulling");
        evidence.add(reason + ": " + events.get(0).text("/message"));
      }
      for (JsonNode container : pod.at("/status/containerStatuses")) {
        if (container.at("/state/running").isObject() && !container.path("ready").asBoolean()) {
          logs.of(pod, container, false).lines().map(line -> "log: " + line).forEach(evidence::add);
        }
      }
    }
    ObjectRef key = workload.ref();
    if (unscheduled) {
      return Finding.of(
          key,
          "no scheduler has looked at its pod",
          evidence,
          "see that the cluster's scheduler runs, for example with `kubectl -n kube-system get pods`"
              + " or in the log of k3s; then apply again",
          Weight.LASTING);
    }
    if (slowImage) {
      return finding(key, "the node was still pulling an image when the time was up", evidence);
    }
    return probeFails
        ? finding(key, "it runs, but its probe was still failing when the time was up", evidence)
        : finding(key, "it was not ready in time, and nothing says why", evidence);
  }

  private static String state(JsonNode container) {
    if (container.at("/state/running").isObject()) {
      return "runs and is not ready, restarts " + container.path("restartCount").asInt();
    }
    String reason = container.at("/state/waiting/reason").asText("");
    return reason.isEmpty() ? "has not started" : "waits: " + reason;
  }

  /** For a workload of which no watch could tell anything. */
  static Finding finding(ObjectRef workload, String cause, List<String> evidence) {
    return Finding.of(
        workload,
        cause,
        evidence,
        "apply again to go on waiting, with a longer deadline if the machine is slow",
        Weight.LASTING);
  }
}
