package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The nodes that the scheduler may choose for a pod. They are ready, are not cordoned, have the
 * labels that the pod requires, and have no taint that the pod does not tolerate.
 *
 * @param nodes all nodes of the cluster
 * @param selector the labels that a node must have
 * @param terms the node affinity terms, of which one must match; empty for any node
 * @param tolerations the pod's tolerations
 */
record NodeCandidates(
    List<Node> nodes,
    Map<String, String> selector,
    List<NodeSelectorTerm> terms,
    List<Toleration> tolerations) {

  /** The candidates for a pod. */
  static NodeCandidates of(List<Node> nodes, PodSpec pod) {
    return new NodeCandidates(
        nodes,
        Objects.requireNonNullElse(pod.getNodeSelector(), Map.of()),
        Optional.ofNullable(pod.getAffinity())
            .map(Affinity::getNodeAffinity)
            .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
            .map(NodeSelector::getNodeSelectorTerms)
            .orElse(List.of()),
        Objects.requireNonNullElse(pod.getTolerations(), List.of()));
  }

  /** The nodes that can be chosen now, sorted by name. */
  List<Node> open() {
    return labelled().stream().filter(node -> obstacle(node).isEmpty()).toList();
  }

  /** The nodes with the required labels, whether they can be chosen now or not. */
  List<Node> labelled() {
    return nodes.stream()
        .filter(node -> labels(node).entrySet().containsAll(selector.entrySet()))
        .filter(node -> terms.isEmpty() || NodeTerms.match(terms, node))
        .sorted((one, other) -> name(one).compareTo(name(other)))
        .toList();
  }

  /** The finding if no node can be chosen now. */
  PreflightFinding none(String subject) {
    if (labelled().isEmpty()) {
      return PreflightFinding.error(
          subject,
          "no node has the labels " + selectorText() + "; nodes of the cluster: " + architectures(),
          "match the stack's architecture and node selectors to the nodes' labels (kubectl get"
              + " nodes --show-labels)");
    }
    List<String> reasons = new ArrayList<>();
    TreeSet<String> remedies = new TreeSet<>();
    for (Node node : labelled()) {
      obstacle(node)
          .ifPresent(
              obstacle -> {
                reasons.add(name(node) + " " + obstacle.reason());
                remedies.add(obstacle.remedy());
              });
    }
    return PreflightFinding.error(
        subject,
        "no node accepts pods now: " + String.join("; ", reasons),
        String.join("; ", remedies));
  }

  /** Why a node with the required labels cannot be chosen. */
  private record Obstacle(String reason, String remedy) {}

  private Optional<Obstacle> obstacle(Node node) {
    Optional<NodeCondition> ready =
        node.getStatus() == null
            ? Optional.empty()
            : node.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst();
    if (ready.filter(condition -> "True".equals(condition.getStatus())).isEmpty()) {
      return Optional.of(
          new Obstacle(
              "is not ready"
                  + ready
                      .map(each -> " since " + each.getLastTransitionTime() + heartbeat(each))
                      .orElse(", it has never reported"),
              "check that the machine "
                  + name(node)
                  + " has power and network and that its kubelet or k3s runs"));
    }
    if (node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
      return Optional.of(
          new Obstacle("is cordoned", "make it schedulable with: kubectl uncordon " + name(node)));
    }
    return taints(node).stream()
        .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect()))
        .filter(taint -> tolerations.stream().noneMatch(each -> tolerates(each, taint)))
        .findFirst()
        .map(
            taint ->
                new Obstacle(
                    "has the taint " + taint.getKey() + ":" + taint.getEffect(),
                    "give the stack a toleration for "
                        + taint.getKey()
                        + ", or remove the taint: kubectl taint nodes "
                        + name(node)
                        + " "
                        + taint.getKey()
                        + "-"));
  }

  private static String heartbeat(NodeCondition ready) {
    return "Unknown".equals(ready.getStatus())
        ? ", last heartbeat " + ready.getLastHeartbeatTime()
        : "";
  }

  private static boolean tolerates(Toleration toleration, Taint taint) {
    String effect = toleration.getEffect();
    String key = toleration.getKey();
    boolean anyValue = "Exists".equals(toleration.getOperator());
    return (effect == null || effect.isEmpty() || effect.equals(taint.getEffect()))
        && ((key == null || key.isEmpty()) ? anyValue : key.equals(taint.getKey()))
        && (anyValue
            || Objects.requireNonNullElse(toleration.getValue(), "")
                .equals(Objects.requireNonNullElse(taint.getValue(), "")));
  }

  private String selectorText() {
    return Stream.concat(
            selector.entrySet().stream().map(Object::toString), terms.stream().map(NodeTerms::text))
        .collect(Collectors.joining(", "));
  }

  private String architectures() {
    String text =
        nodes.stream()
            .map(node -> labels(node).getOrDefault("kubernetes.io/arch", "unknown"))
            .collect(Collectors.groupingBy(arch -> arch, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(entry -> entry.getValue() + " for " + entry.getKey())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "none" : text;
  }

  static String name(Node node) {
    return node.getMetadata().getName();
  }

  static Map<String, String> labels(Node node) {
    return Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
  }

  private static List<Taint> taints(Node node) {
    return node.getSpec() == null
        ? List.of()
        : Objects.requireNonNullElse(node.getSpec().getTaints(), List.of());
  }
}
