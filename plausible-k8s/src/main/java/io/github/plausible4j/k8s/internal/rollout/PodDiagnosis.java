package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out why a pod is not ready, from its status, its events and the logs of its containers. */
final class PodDiagnosis {
  private static final Pattern WAITS_FOR = Pattern.compile("^waiting for (.+)$");
  private static final Pattern HTTP_STATUS = Pattern.compile("statuscode: (\\d{3})");
  private static final int LINES_OF_A_RUNNING_LOG = 10;
  private static final long SECONDS_BEFORE_A_PULL = 5;

  private final ContainerLogs logs;
  private final CrashDiagnosis crashes;

  PodDiagnosis(ContainerLogs logs) {
    this.logs = logs;
    this.crashes = new CrashDiagnosis(logs);
  }

  /** All known causes, in no particular order. */
  List<Finding> of(KubeObject pod, ClusterView view) {
    List<Finding> findings = new ArrayList<>();
    NodeDiagnosis.of(pod, view).ifPresent(findings::add);
    if (pod.beingDeleted()) {
      return findings;
    }
    eviction(pod, view).ifPresent(findings::add);
    for (String list : List.of("/status/initContainerStatuses", "/status/containerStatuses")) {
      for (JsonNode status : pod.at(list)) {
        ContainerContext container = new ContainerContext(pod, status.path("name").asText(), view);
        container(container, status, list.contains("init")).ifPresent(findings::add);
      }
    }
    if (findings.isEmpty()) {
      scheduling(pod, view).or(() -> KubeletEvents.of(pod, view)).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<Finding> container(ContainerContext container, JsonNode status, boolean init) {
    JsonNode waiting = status.at("/state/waiting");
    String reason = waiting.path("reason").asText();
    String message = waiting.path("message").asText();
    return switch (Waiting.of(status)) {
      case IMAGE -> Optional.of(image(container, status, reason, message).asRetried());
      case START -> Optional.of(start(container, reason, message).asRetried());
      case RESTART -> crashes.of(container, status);
      case NOT ->
          (status.at("/state/running").isObject()
                  ? running(container, status, init)
                  : Optional.<Finding>empty())
              .or(() -> crashes.of(container, status));
    };
  }

  private static Finding image(
      ContainerContext container, JsonNode status, String reason, String message) {
    List<String> evidence = new ArrayList<>();
    evidence.add("container " + container.container() + ", image " + status.path("image").asText());
    evidence.add(reason + ": " + message);
    FailureRule rule = first(ImageFailures.RULES, reason + ": " + message);
    if (rule.equals(ImageFailures.OTHER)) {
      Optional<String> event = failedPull(container, status.path("image").asText());
      event.ifPresent(evidence::add);
      rule = first(ImageFailures.RULES, event.orElse(""));
    }
    if (rule.equals(ImageFailures.CREDENTIALS)) {
      Optional<String> noSecret = missingPullSecret(container);
      if (noSecret.isPresent()) {
        evidence.add(noSecret.get());
        return ImageFailures.NO_PULL_SECRET.finding(container, message, evidence);
      }
    }
    return rule.finding(container, message, evidence);
  }

  /**
   * Kubelets before 1.32 report the reason during the pull and in an event, but not between two
   * pulls.
   */
  private static Optional<String> failedPull(ContainerContext container, String image) {
    return container.view().events(container.pod().uid()).stream()
        .filter(event -> event.text("/reason").equals("Failed"))
        .map(event -> event.text("/message"))
        .filter(text -> text.startsWith("Failed to pull image") && text.contains(image))
        .findFirst();
  }

  /** Reported just before the pull. A report before an earlier pull may be out of date. */
  private static Optional<String> missingPullSecret(ContainerContext container) {
    List<KubeObject> events = container.view().events(container.pod().uid());
    String pull =
        events.stream()
            .filter(event -> event.text("/reason").equals("Pulling"))
            .map(ClusterView::time)
            .findFirst()
            .orElse("");
    return events.stream()
        .filter(event -> ImageFailures.NO_PULL_SECRET.matches(event.text("/message")))
        .filter(event -> secondsBetween(ClusterView.time(event), pull) <= SECONDS_BEFORE_A_PULL)
        .map(event -> event.text("/reason") + ": " + event.text("/message"))
        .findFirst();
  }

  private static long secondsBetween(String earlier, String later) {
    return earlier.isEmpty() || later.isEmpty()
        ? 0
        : Duration.between(Instant.parse(earlier), Instant.parse(later)).toSeconds();
  }

  private static Finding start(ContainerContext container, String reason, String message) {
    return first(StartFailures.RULES, message)
        .finding(
            container,
            message,
            List.of("container " + container.container(), reason + ": " + message));
  }

  /** For tables whose last rule matches every text. */
  private static FailureRule first(List<FailureRule> rules, String text) {
    return FailureRule.first(rules, text).orElseThrow();
  }

  private Optional<Finding> running(ContainerContext container, JsonNode status, boolean init) {
    return (init ? waitsFor(container, status) : Optional.<Finding>empty())
        .or(() -> probe(container, status));
  }

  /** Init containers write what they wait for to the last line of their log. */
  private Optional<Finding> waitsFor(ContainerContext container, JsonNode status) {
    List<String> log = logs.running(container.pod(), status);
    String last = log.isEmpty() ? "" : log.get(log.size() - 1);
    Matcher matcher = WAITS_FOR.matcher(last);
    return matcher.matches()
        ? Optional.of(
            PodFailures.WAITS
                .naming(matcher.group(1))
                .finding(
                    container, last, List.of("container " + container.container(), "log: " + last)))
        : Optional.empty();
  }

  /** The last failure of a probe since the container started. */
  private Optional<Finding> probe(ContainerContext container, JsonNode status) {
    if (status.path("ready").asBoolean()) {
      return Optional.empty();
    }
    String started = status.at("/state/running/startedAt").asText("");
    return container.view().events(container.pod().uid()).stream()
        .filter(event -> event.text("/reason").equals("Unhealthy"))
        .filter(event -> isOf(container, event))
        .filter(event -> ClusterView.time(event).compareTo(started) >= 0)
        .findFirst()
        .map(event -> probe(container, status, event.text("/message")));
  }

  private static boolean isOf(ContainerContext container, KubeObject event) {
    String field = event.text("/involvedObject/fieldPath");
    return field.isEmpty() || field.contains("{" + container.container() + "}");
  }

  /** The cause from the log, or else from the probe. The program may have recovered since. */
  private Finding probe(ContainerContext container, JsonNode status, String message) {
    List<String> log = logs.running(container.pod(), status);
    List<String> end = log.subList(Math.max(0, log.size() - LINES_OF_A_RUNNING_LOG), log.size());
    String answer = "runs and is not ready: " + answer(container, message);
    List<String> evidence = new ArrayList<>();
    evidence.add("Unhealthy: " + message);
    Optional<FailureRule.Match> said = LogFailures.match(container, end);
    if (said.isPresent()) {
      String line = said.get().line();
      evidence.add("log: " + line);
      Finding finding =
          said.get().rule().finding(container, PostgresLanguages.inEnglish(line), evidence);
      return finding.with(finding.weight() == Weight.TERMINAL ? Weight.LASTING : Weight.PASSING);
    }
    end.forEach(line -> evidence.add("log: " + line));
    return PodFailures.NOT_READY
        .naming(container.container() + ' ' + answer)
        .finding(container, "", evidence);
  }

  private static String answer(ContainerContext container, String message) {
    String probe = message.toLowerCase(java.util.Locale.ROOT).split(" ", 2)[0];
    String path = container.spec().at("/" + probe + "Probe/httpGet/path").asText("");
    Matcher status = HTTP_STATUS.matcher(message);
    if (!path.isEmpty() && status.find()) {
      return path + " answers " + status.group(1);
    }
    String said = message.replaceFirst("^\\w+ probe failed: ?", "").lines().findFirst().orElse("");
    return "its " + probe + " probe fails" + (said.isBlank() ? "" : ": " + said.strip());
  }

  private static Optional<Finding> eviction(KubeObject pod, ClusterView view) {
    String reason = pod.text("/status/reason");
    if (!pod.text("/status/phase").equals("Failed") || reason.isEmpty()) {
      return Optional.empty();
    }
    String said = reason + ": " + pod.text("/status/message");
    return Optional.of(
        first(PodFailures.FAILED, said)
            .naming(reason)
            .finding(ContainerContext.ofPod(pod, view), said, List.of(said)));
  }

  private static Optional<Finding> scheduling(KubeObject pod, ClusterView view) {
    return pod.condition("PodScheduled")
        .filter(condition -> condition.path("status").asText().equals("False"))
        .map(condition -> scheduling(pod, view, condition));
  }

  private static Finding scheduling(KubeObject pod, ClusterView view, JsonNode condition) {
    String message = condition.path("message").asText();
    List<String> evidence = new ArrayList<>();
    evidence.add(condition.path("reason").asText("Unschedulable") + ": " + message);
    evidence.addAll(NodeTaints.unnamed(pod, message, view));
    String said = String.join("\n", evidence);
    return first(PlacementFailures.RULES, said)
        .finding(ContainerContext.ofPod(pod, view), said, evidence);
  }
}
