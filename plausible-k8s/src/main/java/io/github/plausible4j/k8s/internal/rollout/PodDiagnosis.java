package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a pod is not ready, from its status, its events and the logs of its containers. */
final class PodDiagnosis {
  private static final Set<String> NO_IMAGE =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");
  private static final Set<String> NO_START =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
  private static final Pattern WAITS_FOR = Pattern.compile("^waiting for (.+)$");
  private static final Pattern HTTP_STATUS = Pattern.compile("statuscode: (\\d{3})");
  private static final int LINES_OF_A_RUNNING_LOG = 10;

  private final ContainerLogs logs;
  private final CrashDiagnosis crashes;

  PodDiagnosis(ContainerLogs logs) {
    this.logs = logs;
    this.crashes = new CrashDiagnosis(logs);
  }

  /** All causes that are known, in no order. */
  List<Finding> of(KubeObject pod, ClusterView view) {
    List<Finding> findings = new ArrayList<>();
    NodeDiagnosis.of(pod, view).ifPresent(findings::add);
    if (pod.beingDeleted()) {
      return findings;
    }
    eviction(pod).ifPresent(findings::add);
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
    if (NO_IMAGE.contains(reason)) {
      return Optional.of(
          image(container, status, reason, waiting.path("message").asText()).asRetried());
    }
    if (NO_START.contains(reason)) {
      return Optional.of(start(container, reason, waiting.path("message").asText()).asRetried());
    }
    if (status.at("/state/running").isObject()) {
      return running(container, status, init).or(() -> crashes.of(container, status));
    }
    return crashes.of(container, status);
  }

  private static Finding image(
      ContainerContext container, JsonNode status, String reason, String message) {
    List<String> evidence =
        List.of(
            "container " + container.container() + ", image " + status.path("image").asText(),
            reason + ": " + message);
    return FailureRule.first(StartFailures.IMAGE, reason + ' ' + message)
        .map(rule -> rule.finding(container, message, evidence))
        .orElseGet(
            () ->
                Finding.of(
                    container.pod(),
                    "the image cannot be pulled",
                    evidence,
                    "see the node's message; the node has to reach the registry",
                    Weight.LASTING));
  }

  private static Finding start(ContainerContext container, String reason, String message) {
    List<String> evidence = List.of("container " + container.container(), reason + ": " + message);
    return FailureRule.first(StartFailures.START, message)
        .map(rule -> rule.finding(container, message, evidence))
        .orElseGet(
            () ->
                Finding.of(
                    container.pod(),
                    "the node cannot start the container",
                    evidence,
                    "the node's message says why; apply again when that is fixed",
                    Weight.LASTING));
  }

  private Optional<Finding> running(ContainerContext container, JsonNode status, boolean init) {
    return init ? waitsFor(container, status) : probe(container, status);
  }

  /** Init containers say what they wait for in the last line of their log. */
  private Optional<Finding> waitsFor(ContainerContext container, JsonNode status) {
    List<String> log = logs.running(container.pod(), status);
    String last = log.isEmpty() ? "" : log.get(log.size() - 1);
    Matcher matcher = WAITS_FOR.matcher(last);
    return matcher.matches()
        ? Optional.of(
            Finding.of(
                container.pod(),
                "the pod waits for " + matcher.group(1),
                List.of("container " + container.container(), "log: " + last),
                "see that this server runs, and that its address and port are right and reached"
                    + " from the cluster's pods",
                Weight.LASTING))
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

  private Finding probe(ContainerContext container, JsonNode status, String message) {
    List<String> evidence = new ArrayList<>();
    evidence.add("Unhealthy: " + message);
    List<String> log = logs.running(container.pod(), status);
    log.subList(Math.max(0, log.size() - LINES_OF_A_RUNNING_LOG), log.size())
        .forEach(line -> evidence.add("log: " + line));
    return Finding.of(
        container.pod(),
        "container "
            + container.container()
            + " runs and is not ready: "
            + answer(container, message),
        evidence,
        "see the end of the container's log; a slow machine may only need a longer deadline",
        Weight.PASSING);
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

  /** A pod that its node has thrown out or never took; its controller makes another one. */
  private static Optional<Finding> eviction(KubeObject pod) {
    String reason = pod.text("/status/reason");
    if (!pod.text("/status/phase").equals("Failed") || reason.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
            pod,
            reason.equals("Evicted")
                ? "the node has evicted the pod"
                : "the node has refused the pod: " + reason,
            List.of(reason + ": " + pod.text("/status/message")),
            "free what the message names on the node, memory or disk, or let the pod run on another"
                + " one",
            Weight.LASTING));
  }

  private static Optional<Finding> scheduling(KubeObject pod, ClusterView view) {
    return pod.condition("PodScheduled")
        .filter(condition -> condition.path("status").asText().equals("False"))
        .map(condition -> scheduling(pod, view, condition));
  }

  private static Finding scheduling(KubeObject pod, ClusterView view, JsonNode condition) {
    String message = condition.path("message").asText();
    List<String> evidence =
        List.of(condition.path("reason").asText("Unschedulable") + ": " + message);
    return FailureRule.first(PlacementFailures.NODE, message)
        .map(rule -> rule.finding(ContainerContext.ofPod(pod, view), message, evidence))
        .orElseGet(
            () ->
                Finding.of(
                    pod,
                    "no node takes the pod",
                    evidence,
                    "the scheduler's message says why",
                    Weight.LASTING));
  }
}
