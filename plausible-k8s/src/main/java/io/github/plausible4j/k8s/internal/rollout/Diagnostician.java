package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds out why a workload is not ready, from what its watches have seen. */
final class Diagnostician {
  private final PodFindings pods;

  Diagnostician(PodFindings pods) {
    this.pods = pods;
  }

  /** What is known, the gravest first. */
  List<Finding> diagnose(KubeObject workload, ClusterView view) {
    if (workload.kind().equals("HTTPRoute")) {
      return List.of(Routes.finding(workload));
    }
    List<Finding> findings = new ArrayList<>();
    ObjectRef key = workload.ref();
    for (KubeObject pod : view.currentPods(workload)) {
      pods.of(key, pod).or(() -> KubeletEvents.of(key, pod, view)).ifPresent(findings::add);
    }
    for (KubeObject claim : view.claims(workload)) {
      claim(key, claim, view).ifPresent(findings::add);
    }
    if (workload.hasFailed() && !findings.isEmpty()) {
      return findings.stream().map(each -> each.with(Weight.TERMINAL)).toList(); // its pods know more than the Job
    }
    controller(workload).ifPresent(findings::add);
    if (findings.isEmpty()) {
      creation(key, workload, view).ifPresent(findings::add);
    }
    findings.sort(Comparator.comparing(Finding::weight).reversed());
    return findings;
  }

  /** What the workload's controller says. */
  private static Optional<Finding> controller(KubeObject workload) {
    ObjectRef key = workload.ref();
    if (workload.kind().equals("Job") && workload.conditionIs("Failed", "True")) {
      return workload.condition("Failed").map(c -> jobFailed(key, c));
    }
    Optional<JsonNode> failure =
        workload.condition("ReplicaFailure").filter(c -> c.path("status").asText().equals("True"));
    if (failure.isPresent()) {
      return Optional.of(notCreated(key, workload, text(failure.get())));
    }
    boolean current =
        workload.number("/status/observedGeneration") >= workload.number("/metadata/generation");
    Optional<JsonNode> progress =
        workload
            .condition("Progressing")
            .filter(c -> c.path("reason").asText().equals("ProgressDeadlineExceeded"));
    return progress
        .filter(c -> current)
        .map(
            c ->
                Finding.of(
                    key,
                    "the rollout made no progress within its deadline",
                    List.of(text(c)),
                    "the pods' own causes say more, if there are any; a slow board may need a"
                        + " longer start-up",
                    Weight.TERMINAL));
  }

  private static Finding jobFailed(ObjectRef key, JsonNode condition) {
    return Finding.of(
        key,
        "the Job has given up",
        List.of(text(condition)),
        "the log of its last pod says why; apply again when that is mended",
        Weight.TERMINAL);
  }

  /** Events at the workload: StatefulSets and Jobs report only there that pods are refused. */
  private static Optional<Finding> creation(ObjectRef key, KubeObject workload, ClusterView view) {
    return view.events(workload.uid()).stream()
        .filter(event -> event.text("/reason").equals("FailedCreate"))
        .findFirst()
        .map(event -> notCreated(key, workload, "FailedCreate: " + event.text("/message")));
  }

  private static Finding notCreated(ObjectRef key, KubeObject workload, String evidence) {
    return PodFindings.known(key, workload, KnownFailures.CREATION, evidence, List.of(evidence))
        .orElseGet(
            () ->
                Finding.of(
                    key,
                    "its pods cannot be created",
                    List.of(evidence),
                    "the server's message says why",
                    Weight.LASTING));
  }

  /** Events at a claim; the one that matters most is of type Normal, so the type is no filter. */
  private static Optional<Finding> claim(ObjectRef key, KubeObject claim, ClusterView view) {
    if (claim.text("/status/phase").equals("Lost")) {
      return Optional.of(
          Finding.of(
              claim.ref(),
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
      Optional<Finding> known =
          PodFindings.known(key, claim, KnownFailures.PLACEMENT, message, List.of(message));
      if (known.isPresent()) {
        return known;
      }
      if (event.text("/reason").equals("ProvisioningFailed")) {
        return Optional.of(
            Finding.of(
                claim.ref(),
                "the storage provisioner could not make the volume",
                List.of(message),
                "the provisioner's message says why",
                Weight.LASTING));
      } else if (event.text("/reason").equals("ExternalProvisioning")) {
        return Optional.of(
            Finding.of(
                claim.ref(),
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
