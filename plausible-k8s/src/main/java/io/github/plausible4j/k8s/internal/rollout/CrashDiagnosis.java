package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why a container ended: by its message and log, by its exit code, or by what killed it. */
final class CrashDiagnosis {
  private static final int RESTARTS_UNTIL_TERMINAL = 3;
  private static final int KILLED = 137;

  private static final Map<Integer, FailureRule> BY_EXIT_CODE =
      Map.of(
          126, StartFailures.NOT_EXECUTABLE,
          127, StartFailures.NO_PROGRAM,
          132, LogFailures.OLD_PROCESSOR,
          139,
              FailureRule.terminal(
                  "the program crashed with a segmentation fault",
                  "use the image that the release names, on a node whose memory is sound; an image"
                      + " for another processor or C library crashes like this too"));

  private final ContainerLogs logs;

  CrashDiagnosis(ContainerLogs logs) {
    this.logs = logs;
  }

  /** Why the last run of a container ended, unless it ended well. */
  Optional<Finding> of(ContainerContext container, JsonNode status) {
    JsonNode ended =
        status.at("/state/terminated").isMissingNode()
            ? status.at("/lastState/terminated")
            : status.at("/state/terminated");
    int exit = ended.path("exitCode").asInt();
    if (exit == 0) {
      return Optional.empty();
    }
    int restarts = status.path("restartCount").asInt();
    String reason = ended.path("reason").asText();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "container "
            + container.container()
            + " ended with exit code "
            + exit
            + (reason.isEmpty() ? "" : ", " + reason)
            + ", restarts "
            + restarts);
    Optional<Finding> known = known(container, status, ended, evidence);
    if (!status.at("/state/running").isObject()) {
      return Optional.of(known.orElseGet(() -> unknown(container, restarts, evidence)));
    }
    // It runs again, after the restart of a board for instance. What keeps ending comes to wait.
    return known
        .or(
            () ->
                restarts >= RESTARTS_UNTIL_TERMINAL
                    ? Optional.of(unknown(container, restarts, evidence))
                    : Optional.empty())
        .map(finding -> finding.with(Weight.PASSING));
  }

  private Optional<Finding> known(
      ContainerContext container, JsonNode status, JsonNode ended, List<String> evidence) {
    int exit = ended.path("exitCode").asInt();
    int restarts = status.path("restartCount").asInt();
    if (ended.path("reason").asText().equals("OOMKilled")) {
      return Optional.of(
          Finding.of(
              container.pod(),
              "the container used more memory than its limit",
              evidence,
              "raise the component's memory limit in the stack's resources, or choose the profile"
                  + " for small boards",
              restarts >= 1 ? Weight.TERMINAL : Weight.LASTING));
    }
    String message = ended.path("message").asText();
    if (List.of("StartError", "ContainerCannotRun").contains(ended.path("reason").asText())) {
      evidence.add(message);
      return FailureRule.first(StartFailures.START, message)
          .map(rule -> rule.finding(container, message, evidence));
    }
    List<String> lines = logs.ended(container.pod(), status);
    Optional<FailureRule.Match> match = LogFailures.match(container, lines);
    if (match.isPresent()) {
      String line = match.get().line();
      return Optional.of(
          match.get().rule().finding(container, line, List.of(evidence.get(0), "log: " + line)));
    }
    lines.forEach(line -> evidence.add("log: " + line));
    if (exit == KILLED) {
      return Optional.of(killed(container, restarts, evidence));
    }
    return Optional.ofNullable(BY_EXIT_CODE.get(exit))
        .map(rule -> rule.finding(container, "", evidence));
  }

  /** The kubelet kills what does not answer its probes, and says so in an event. */
  private static Finding killed(ContainerContext container, int restarts, List<String> evidence) {
    Weight weight = restarts >= RESTARTS_UNTIL_TERMINAL ? Weight.TERMINAL : Weight.LASTING;
    Optional<String> probe =
        container.view().events(container.pod().uid()).stream()
            .map(event -> event.text("/reason") + ": " + event.text("/message"))
            .filter(text -> text.startsWith("Killing: ") && text.contains("failed"))
            .filter(text -> text.contains("probe"))
            .findFirst();
    if (probe.isPresent()) {
      evidence.add(1, probe.get());
      return Finding.of(
          container.pod(),
          "the node killed the container, because it did not answer its probe",
          evidence,
          "the end of its log says what it was doing; a busy board may need more processor time",
          weight);
    }
    return Finding.of(
        container.pod(),
        "the container was killed from outside",
        evidence,
        "the usual reason is memory: raise the component's memory limit, or free memory on the"
            + " node; see the node's kernel log (dmesg) for the OOM killer",
        weight);
  }

  private static Finding unknown(ContainerContext container, int restarts, List<String> evidence) {
    KubeObject pod = container.pod();
    return Finding.of(
        pod,
        "the container ends again and again",
        evidence,
        "the end of its log, above, says why; apply again when that is fixed",
        restarts >= RESTARTS_UNTIL_TERMINAL ? Weight.TERMINAL : Weight.PASSING);
  }
}
