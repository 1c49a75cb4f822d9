package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Taint;
import io.github.plausible4j.k8s.internal.render.Hardening;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The nodes that the scheduler may choose for the stack's own ClickHouse: ready, open, without
 * taints that keep pods away, with all labels that the pod asks for.
 */
record NodeCandidates(List<String> names, Map<String, String> selector) {

  static NodeCandidates of(PlausibleStack stack, List<Node> nodes) {
    Map<String, String> selector =
        Hardening.nodes(
            stack,
            stack.clickHouse() instanceof ClickHouseSpec.Managed managed
                ? managed.nodeSelector()
                : Map.of());
    List<String> names =
        nodes.stream()
            .filter(NodeCandidates::open)
            .filter(node -> labels(node).entrySet().containsAll(selector.entrySet()))
            .map(node -> node.getMetadata().getName())
            .sorted()
            .toList();
    return new NodeCandidates(names, selector);
  }

  /** The finding where there is none. */
  PreflightFinding none(List<Node> nodes) {
    String there =
        nodes.stream()
            .map(node -> labels(node).getOrDefault("kubernetes.io/arch", "unknown"))
            .collect(Collectors.groupingBy(arch -> arch, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(entry -> entry.getValue() + " for " + entry.getKey())
            .collect(Collectors.joining(", "));
    String wanted =
        selector.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    return PreflightFinding.error(
        "nodes",
        "no node is ready, takes pods and has the labels "
            + wanted
            + "; nodes of the cluster: "
            + (there.isEmpty() ? "none" : there),
        "choose the stack's architecture and node selectors by the nodes' labels (kubectl get nodes"
            + " --show-labels), or open a node with kubectl uncordon");
  }

  private static Map<String, String> labels(Node node) {
    return Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
  }

  private static boolean open(Node node) {
    boolean cordoned =
        node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    boolean ready =
        node.getStatus() != null
            && node.getStatus().getConditions().stream().anyMatch(NodeCandidates::isReady);
    return ready && !cordoned && taints(node).stream().noneMatch(NodeCandidates::keepsAway);
  }

  private static boolean isReady(NodeCondition condition) {
    return "Ready".equals(condition.getType()) && "True".equals(condition.getStatus());
  }

  private static List<Taint> taints(Node node) {
    return node.getSpec() == null
        ? List.of()
        : Objects.requireNonNullElse(node.getSpec().getTaints(), List.of());
  }

  private static boolean keepsAway(Taint taint) {
    return "NoSchedule".equals(taint.getEffect()) || "NoExecute".equals(taint.getEffect());
  }
}
