package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds out why a workload is not ready, from its pods, its claims and its controller. */
final class WorkloadDiagnosis {
  private static final List<FailureRule> JOB =
      List.of(
          FailureRule.terminal(
              "the Job took longer than allowed",
              "the log of its pod, or of the server that it waited for, says why; a slow machine"
                  + " needs a longer deadline",
              "^DeadlineExceeded"),
          FailureRule.terminal(
              "the Job has given up",
              "the log of its last pod says why; apply again when that is fixed"));

  private static final FailureRule NO_PROGRESS =
      FailureRule.terminal(
          "the rollout made no progress within its deadline",
          "the causes of the pods say more, if there are any; a slow board may need more time to"
              + " start");

  private final PodDiagnosis pods;

  WorkloadDiagnosis(ContainerLogs logs) {
    this.pods = new PodDiagnosis(logs);
  }

  /**
   * All known causes, the most severe first.
   *
   * @param judged selects the pods that count; the status of others is out of date
   */
  List<Finding> of(KubeObject workload, ClusterView view, Predicate<KubeObject> judged) {
    if (workload.kind().equals("HTTPRoute")) {
      return List.of(Routes.finding(workload, view));
    }
    List<Finding> findings = new ArrayList<>();
    for (KubeObject claim : view.claims(workload)) {
      ClaimFailures.of(claim, view).ifPresent(findings::add);
    }
    view.currentPods(workload).stream()
        .filter(judged)
        .forEach(pod -> findings.addAll(pods.of(pod, view)));
    // A pod that cannot end, because its node is gone, blocks its successor.
    view.allPods(workload).stream()
        .filter(KubeObject::beingDeleted)
        .forEach(pod -> findings.addAll(pods.of(pod, view)));
    if (workload.hasFailed() && !findings.isEmpty()) {
      findings.replaceAll(each -> each.with(Weight.TERMINAL)); // its pods know more than the Job
    } else {
      controller(workload, view).ifPresent(findings::add);
    }
    if (findings.isEmpty()) {
      creation(workload, view).ifPresent(findings::add);
    }
    findings.sort(Comparator.comparing(Finding::weight).reversed());
    return findings;
  }

  /** The cause that the workload's controller reports. */
  private static Optional<Finding> controller(KubeObject workload, ClusterView view) {
    if (workload.kind().equals("Job") && workload.hasFailed()) {
      return workload
          .condition("Failed")
          .map(WorkloadDiagnosis::text)
          .map(text -> finding(first(JOB, text), workload, view, text));
    }
    Optional<JsonNode> failure =
        workload.condition("ReplicaFailure").filter(c -> c.path("status").asText().equals("True"));
    if (failure.isPresent()) {
      return Optional.of(notCreated(workload, view, text(failure.get())));
    }
    boolean current =
        workload.number("/status/observedGeneration") >= workload.number("/metadata/generation");
    return workload
        .condition("Progressing")
        .filter(c -> current && c.path("reason").asText().equals("ProgressDeadlineExceeded"))
        .map(condition -> finding(NO_PROGRESS, workload, view, text(condition)));
  }

  private static Finding finding(
      FailureRule rule, KubeObject workload, ClusterView view, String evidence) {
    return rule.finding(ContainerContext.ofPod(workload, view), evidence, List.of(evidence));
  }

  /**
   * Reads the events of the workload. StatefulSets and Jobs report only there that pods are
   * rejected.
   */
  private static Optional<Finding> creation(KubeObject workload, ClusterView view) {
    return view.events(workload.uid()).stream()
        .findFirst()
        .filter(event -> event.text("/reason").equals("FailedCreate"))
        .filter(event -> view.currentPods(workload).stream().noneMatch(WorkloadDiagnosis::started))
        .map(event -> notCreated(workload, view, "FailedCreate: " + event.text("/message")));
  }

  private static boolean started(KubeObject pod) {
    return !pod.text("/status/phase").equals("Pending");
  }

  private static Finding notCreated(KubeObject workload, ClusterView view, String evidence) {
    return finding(first(CreationFailures.RULES, evidence), workload, view, evidence);
  }

  private static FailureRule first(List<FailureRule> rules, String text) {
    return FailureRule.first(rules, text).orElseThrow();
  }

  private static String text(JsonNode condition) {
    String message = condition.path("message").asText();
    return condition.path("reason").asText() + (message.isEmpty() ? "" : ": " + message);
  }
}
