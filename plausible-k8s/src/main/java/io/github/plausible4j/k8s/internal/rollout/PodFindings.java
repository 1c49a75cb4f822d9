package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a pod does not run. */
final class PodFindings {
  private static final int RESTARTS_UNTIL_LASTING = 3;
  private static final int ILLEGAL_INSTRUCTION = 132;
  private static final Set<String> NO_IMAGE =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");
  private static final Set<String> NO_START =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  private final CrashLogs logs;

  PodFindings(CrashLogs logs) {
    this.logs = logs;
  }

  Optional<Finding> of(ObjectRef workload, KubeObject pod) {
    for (String list : List.of("/status/initContainerStatuses", "/status/containerStatuses")) {
      for (JsonNode container : pod.at(list)) {
        Optional<Finding> finding = container(workload, pod, container);
        if (finding.isPresent()) {
          return finding;
        }
      }
    }
    return scheduling(workload, pod);
  }

  private Optional<Finding> container(ObjectRef workload, KubeObject pod, JsonNode container) {
    JsonNode waiting = container.at("/state/waiting");
    String reason = waiting.path("reason").asText();
    String message = waiting.path("message").asText();
    String name = container.path("name").asText();
    if (NO_IMAGE.contains(reason)) {
      List<String> evidence =
          List.of(
              "container " + name + ", image " + container.path("image").asText(),
              reason + ": " + message);
      return Optional.of(
          known(workload, pod, KnownFailures.IMAGE, reason + ' ' + message, evidence)
              .orElseGet(
                  () ->
                      Finding.of(
                          pod.ref(),
                          "the image cannot be pulled",
                          evidence,
                          "see what the node says; the image must be reachable from it",
                          Weight.LASTING)));
    }
    if (NO_START.contains(reason)) {
      List<String> evidence = List.of("container " + name, reason + ": " + message);
      return Optional.of(
          known(workload, pod, StartSymptoms.ALL, message, evidence)
              .orElseGet(
                  () ->
                      Finding.of(
                          pod.ref(),
                          "the node cannot start the container",
                          evidence,
                          "the node's message says why; apply again when that is mended",
                          Weight.LASTING)));
    }
    JsonNode ended =
        container.at("/state/terminated").isMissingNode()
            ? container.at("/lastState/terminated")
            : container.at("/state/terminated");
    if (!ended.isMissingNode() && ended.path("exitCode").asInt() != 0) {
      Finding finding = ended(workload, pod, container, ended);
      // It runs again: a board that was restarted, for instance. What keeps ending comes to wait.
      boolean runs = container.at("/state/running").isObject();
      return Optional.of(runs ? finding.with(Weight.PASSING) : finding);
    }
    return Optional.empty();
  }

  private Finding ended(ObjectRef workload, KubeObject pod, JsonNode container, JsonNode ended) {
    String name = container.path("name").asText();
    int exit = ended.path("exitCode").asInt();
    int restarts = container.path("restartCount").asInt();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "container "
            + name
            + " ended with exit code "
            + exit
            + (ended.path("reason").asText().isEmpty() ? "" : ", " + ended.path("reason").asText())
            + ", restarts "
            + restarts);
    if (ended.path("reason").asText().equals("OOMKilled")) {
      return Finding.of(
          pod.ref(),
          "the container used more memory than its limit",
          evidence,
          "raise the component's memory limit in the stack's resources, or choose the profile for"
              + " small boards",
          restarts >= 1 ? Weight.TERMINAL : Weight.LASTING);
    }
    String log = logs.of(pod, container, container.at("/state/terminated").isMissingNode());
    Optional<Symptom> symptom = Symptom.in(KnownFailures.LOG, log);
    if (exit == ILLEGAL_INSTRUCTION) {
      symptom = Symptom.in(KnownFailures.LOG, "illegal instruction");
    }
    log.lines().map(line -> "log: " + line).forEach(evidence::add);
    if (symptom.isPresent()) {
      String line = symptom.get().line(log);
      List<String> shown = line.isEmpty() ? evidence : List.of(evidence.get(0), "log: " + line);
      return finding(workload, pod, symptom.get(), shown);
    }
    return Finding.of(
        pod.ref(),
        "the container ends again and again",
        evidence,
        "the end of its log, above, says why; apply again when that is mended",
        restarts >= RESTARTS_UNTIL_LASTING ? Weight.TERMINAL : Weight.PASSING);
  }

  private static Optional<Finding> scheduling(ObjectRef workload, KubeObject pod) {
    Optional<JsonNode> condition = pod.condition("PodScheduled");
    if (condition.isEmpty() || !condition.get().path("status").asText().equals("False")) {
      return Optional.empty();
    }
    String message = condition.get().path("message").asText();
    List<String> evidence =
        List.of(condition.get().path("reason").asText("Unschedulable") + ": " + message);
    return Optional.of(
        known(workload, pod, KnownFailures.PLACEMENT, message, evidence)
            .orElseGet(
                () ->
                    Finding.of(
                        pod.ref(),
                        "no node takes the pod",
                        evidence,
                        "the scheduler's message says why",
                        Weight.LASTING)));
  }

  static Optional<Finding> known(
      ObjectRef workload,
      KubeObject seenAt,
      List<Symptom> table,
      String text,
      List<String> evidence) {
    return Symptom.in(table, text).map(symptom -> finding(workload, seenAt, symptom, evidence));
  }

  private static Finding finding(
      ObjectRef workload, KubeObject seenAt, Symptom symptom, List<String> evidence) {
    return Finding.of( seenAt.ref(), symptom.cause(), evidence, symptom.remedy(), symptom.weight());
  }
}
