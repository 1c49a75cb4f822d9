package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Why a workload is not ready: what its pods, its claims and its controller say. */
final class WorkloadDiagnosis {
  private final PodDiagnosis pods;

  WorkloadDiagnosis(ContainerLogs logs) {
    this.pods = new PodDiagnosis(logs);
  }

  /**
   * What is known, the gravest first.
   *
   * @param judged which pods count; the status of others says nothing of now
   */
  List<Finding> of(KubeObject workload, ClusterView view, Predicate<KubeObject> judged) {
    if (workload.kind().equals("HTTPRoute")) {
      return List.of(Routes.finding(workload));
    }
    List<Finding> findings = new ArrayList<>();
    for (KubeObject claim : view.claims(workload)) {
      claim(claim, view).ifPresent(findings::add);
    }
    view.currentPods(workload).stream()
        .filter(judged)
        .forEach(pod -> findings.addAll(pods.of(pod, view)));
    // A pod that cannot end, because its node is gone, is in the way of its successor.
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

  /** What the workload's controller says. */
  private static Optional<Finding> controller(KubeObject workload, ClusterView view) {
    if (workload.kind().equals("Job") && workload.hasFailed()) {
      return workload.condition("Failed").map(condition -> jobFailed(workload, condition));
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
        .map(
            c ->
                Finding.of(
                    workload,
                    "the rollout made no progress within its deadline",
                    List.of(text(c)),
                    "the pods' own causes say more, if there are any; a slow board may need a"
                        + " longer start-up",
                    Weight.TERMINAL));
  }

  private static Finding jobFailed(KubeObject job, JsonNode condition) {
    return Finding.of(
        job,
        "the Job has given up",
        List.of(text(condition)),
        "the log of its last pod says why; apply again when that is fixed",
        Weight.TERMINAL);
  }

  /** Events at the workload: StatefulSets and Jobs report only there that pods are refused. */
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
    return FailureRule.first(PlacementFailures.CREATION, evidence)
        .map(
            rule ->
                rule.finding(ContainerContext.ofPod(workload, view), evidence, List.of(evidence)))
        .orElseGet(
            () ->
                Finding.of(
                    workload,
                    "its pods cannot be created",
                    List.of(evidence),
                    "the server's message says why",
                    Weight.LASTING));
  }

  /** Events at a claim; the one that matters most is of type Normal, so the type is no filter. */
  private static Optional<Finding> claim(KubeObject claim, ClusterView view) {
    if (claim.text("/status/phase").equals("Lost")) {
      return Optional.of(
          Finding.of(
              claim,
              "the volume that the claim was bound to is gone",
              List.of("phase Lost, volume " + claim.text("/spec/volumeName")),
              "bring the volume back, or restore a backup into a new one",
              Weight.TERMINAL));
    }
    if (!claim.text("/status/phase").equals("Pending")) {
      return Optional.empty();
    }
    for (KubeObject event : view.events(claim.uid())) {
      String message = event.text("/reason") + ": " + event.text("/message");
      Optional<FailureRule> rule = FailureRule.first(PlacementFailures.CLAIM, message);
      if (rule.isPresent()) {
        return rule.map(
            each -> each.finding(ContainerContext.ofPod(claim, view), message, List.of(message)));
      }
      if (event.text("/reason").equals("ProvisioningFailed")) {
        return Optional.of(
            Finding.of(
                claim,
                "the storage provisioner could not make the volume",
                List.of(message),
                "the provisioner's message says why",
                Weight.LASTING));
      } else if (event.text("/reason").equals("ExternalProvisioning")) {
        return Optional.of(
            Finding.of(
                claim,
                "the storage provisioner has not made the volume yet",
                List.of(message),
                "see that the provisioner of the StorageClass runs: kubectl get pods -A, and its"
                    + " log",
                Weight.LASTING));
      }
    }
    return Optional.empty();
  }

  private static String text(JsonNode condition) {
    String message = condition.path("message").asText();
    return condition.path("reason").asText() + (message.isEmpty() ? "" : ": " + message);
  }
}
