package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Describes a workload that was not ready in time although no cause is known: the state of its
 * pods, their last event and their log.
 */
final class TimeoutDiagnosis {
  private static final FailureRule NO_SCHEDULER =
      FailureRule.lasting(
          "no scheduler has looked at its pod",
          "check that the cluster's scheduler runs, for example with `kubectl -n kube-system get"
              + " pods` or in the log of k3s; then apply again");

  private static final String AGAIN =
      "apply again to continue waiting, with a longer deadline if the machine is slow";

  private static final FailureRule PULLING =
      FailureRule.lasting("the node was still pulling an image when the time ran out", AGAIN);

  private static final FailureRule UNKNOWN =
      FailureRule.lasting("it was not ready in time, and nothing says why", AGAIN);

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
    FailureRule rule = unscheduled ? NO_SCHEDULER : pulling ? PULLING : UNKNOWN;
    return rule.finding(ContainerContext.ofPod(workload, view), "", evidence);
  }

  private static String state(JsonNode container) {
    if (container.at("/state/running").isObject()) {
      return "runs and is not ready, restarts " + container.path("restartCount").asInt();
    }
    String reason = container.at("/state/waiting/reason").asText("");
    return reason.isEmpty() ? "has not started" : "waits: " + reason;
  }

  /** For a workload that no watch has seen. */
  static Finding unseen(ObjectRef workload, Optional<String> broken, String message) {
    String cause = broken.orElse(UNKNOWN.cause());
    return new Finding(
        new Diagnosis(workload, cause, List.of(message), AGAIN), Weight.LASTING, "", false);
  }
}
