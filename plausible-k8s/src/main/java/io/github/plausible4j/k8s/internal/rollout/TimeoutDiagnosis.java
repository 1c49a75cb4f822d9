package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be said of a workload that was not ready in time though no cause is known: how its pods
 * are, what was last reported of them, and what they wrote.
 */
final class TimeoutDiagnosis {
  private final ContainerLogs logs;

  TimeoutDiagnosis(ContainerLogs logs) {
    this.logs = logs;
  }

  Finding of(KubeObject workload, ClusterView view) {
    List<String> evidence = new ArrayList<>();
    evidence.add(Readiness.of(workload).message());
    boolean pulling = false;
    boolean unscheduled = false;
    for (KubeObject pod : view.currentPods(workload)) {
      if (pod.text("/spec/nodeName").isEmpty() && pod.at("/status/conditions").isEmpty()) {
        unscheduled = true;
        evidence.add("pod " + pod.name() + " has no node, and nothing says why not");
      }
      List<JsonNode> waiting = new ArrayList<>();
      pod.at("/status/containerStatuses").forEach(waiting::add);
      waiting.removeIf(each -> each.path("ready").asBoolean());
      waiting.forEach(
          each -> evidence.add("container " + each.path("name").asText() + ' ' + state(each)));
      List<KubeObject> events = view.events(pod.uid());
      if (!events.isEmpty()) {
        String reason = events.get(0).text("/reason");
        pulling |= reason.equals("Pulling");
        evidence.add(reason + ": " + events.get(0).text("/message"));
      }
      waiting.stream()
          .filter(each -> each.at("/state/running").isObject())
          .flatMap(each -> logs.running(pod, each).stream())
          .forEach(line -> evidence.add("log: " + line));
    }
    if (unscheduled) {
      return Finding.of(
          workload,
          "no scheduler has looked at its pod",
          evidence,
          "see that the cluster's scheduler runs, for example with `kubectl -n kube-system get"
              + " pods` or in the log of k3s; then apply again",
          Weight.LASTING);
    }
    return finding(
        workload.ref(),
        pulling
            ? "the node was still pulling an image when the time was up"
            : "it was not ready in time, and nothing says why",
        evidence);
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
    String remedy = "apply again to go on waiting, with a longer deadline if the machine is slow";
    return new Finding(new Diagnosis(workload, cause, evidence, remedy), Weight.LASTING, "", false);
  }
}
