package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out why a container ended, from its message and log, its exit code, or what killed it. */
final class CrashDiagnosis {
  private static final int RESTARTS_UNTIL_TERMINAL = 3;
  private static final int KILLED = 137;

  private static final Map<Integer, FailureRule> BY_EXIT_CODE =
      Map.of(
          126,
          StartFailures.NOT_EXECUTABLE,
          127,
          StartFailures.NO_PROGRAM,
          132,
          ProgramFailures.OLD_PROCESSOR,
          135,
          ProgramFailures.BUS_ERROR,
          KILLED,
          PodFailures.KILLED,
          139,
          ProgramFailures.SEGMENTATION_FAULT);

  /** ClickHouse exits with the number of its exception, which may look like that of a signal. */
  private static final Pattern EXCEPTION = Pattern.compile("\\bCode: (\\d{1,6})[.,] .*DB::");

  private final ContainerLogs logs;

  CrashDiagnosis(ContainerLogs logs) {
    this.logs = logs;
  }

  /** The reason why the last run of a container ended; empty if it completed successfully. */
  Optional<Finding> of(ContainerContext container, JsonNode status) {
    JsonNode ended =
        status.at("/state/terminated").isMissingNode()
            ? status.at("/lastState/terminated")
            : status.at("/state/terminated");
    int exit = ended.path("exitCode").asInt();
    if (exit == 0 && (ended.isMissingNode() || Waiting.of(status) != Waiting.RESTART)) {
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
      return Optional.of(known.orElseGet(() -> unknown(container, exit, restarts, evidence)));
    }
    // It runs again, for example after the restart of a board. A container that keeps ending will
    // be waiting.
    return known
        .or(
            () ->
                restarts >= RESTARTS_UNTIL_TERMINAL
                    ? Optional.of(unknown(container, exit, restarts, evidence))
                    : Optional.empty())
        .map(finding -> finding.with(Weight.PASSING));
  }

  private Optional<Finding> known(
      ContainerContext container, JsonNode status, JsonNode ended, List<String> evidence) {
    int exit = ended.path("exitCode").asInt();
    int restarts = status.path("restartCount").asInt();
    if (ended.path("reason").asText().equals("OOMKilled")) {
      return Optional.of(
          PodFailures.OUT_OF_MEMORY
              .finding(container, "", evidence)
              .with(restarts >= 1 ? Weight.TERMINAL : Weight.LASTING));
    }
    String message = ended.path("message").asText();
    if (List.of("StartError", "ContainerCannotRun").contains(ended.path("reason").asText())) {
      evidence.add(message);
      return FailureRule.first(StartFailures.RULES, message)
          .map(rule -> rule.finding(container, message, evidence));
    }
    List<String> lines = logs.ended(container.pod(), status);
    Optional<FailureRule.Match> match = LogFailures.match(container, lines);
    if (match.isPresent()) {
      String line = match.get().line();
      return Optional.of(
          match
              .get()
              .rule()
              .finding(
                  container,
                  PostgresLanguages.inEnglish(line),
                  List.of(evidence.get(0), "log: " + line)));
    }
    lines.forEach(line -> evidence.add("log: " + line));
    Optional<String> probe = failedProbe(container, ended);
    if (probe.isPresent()) {
      evidence.add(1, probe.get());
      return Optional.of(afterRestarts(PodFailures.PROBE_KILLED, container, restarts, evidence));
    }
    if (lines.stream().anyMatch(line -> isExceptionOf(line, exit))) {
      return Optional.empty();
    }
    return Optional.ofNullable(BY_EXIT_CODE.get(exit))
        .map(
            rule ->
                exit == KILLED
                    ? afterRestarts(rule, container, restarts, evidence)
                    : rule.finding(container, "", evidence));
  }

  private static boolean isExceptionOf(String line, int exit) {
    Matcher exception = EXCEPTION.matcher(line);
    return exception.find() && Integer.parseInt(exception.group(1)) % 256 == exit;
  }

  /**
   * The kubelet stops a container that does not answer its probes, and reports it in an event. The
   * exit code does not show it, because a program may exit with 0 when it is stopped.
   */
  private static Optional<String> failedProbe(ContainerContext container, JsonNode ended) {
    String started = ended.path("startedAt").asText();
    return container.view().events(container.pod().uid()).stream()
        .filter(event -> event.text("/reason").equals("Killing"))
        .filter(event -> ClusterView.time(event).compareTo(started) >= 0)
        .map(event -> "Killing: " + event.text("/message"))
        .filter(text -> text.contains("failed") && text.contains("probe"))
        .filter(text -> text.contains(container.container()))
        .findFirst();
  }

  /** A failure that happened once may not happen again. */
  private static Finding afterRestarts(
      FailureRule rule, ContainerContext container, int restarts, List<String> evidence) {
    return rule.finding(container, "", evidence)
        .with(restarts >= RESTARTS_UNTIL_TERMINAL ? Weight.TERMINAL : Weight.LASTING);
  }

  private static Finding unknown(
      ContainerContext container, int exit, int restarts, List<String> evidence) {
    return (exit == 0 ? PodFailures.ENDED_WELL : PodFailures.ENDED)
        .finding(container, "", evidence)
        .with(restarts >= RESTARTS_UNTIL_TERMINAL ? Weight.TERMINAL : Weight.PASSING);
  }
}
