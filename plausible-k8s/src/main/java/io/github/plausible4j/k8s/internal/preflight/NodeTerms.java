package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates node affinity terms like the scheduler. */
final class NodeTerms {
  private NodeTerms() {}

  /** Whether one of the terms matches. Terms over node fields count as matching. */
  static boolean match(List<NodeSelectorTerm> terms, Node node) {
    return terms.stream()
        .anyMatch(
            term ->
                requirements(term).stream()
                    .allMatch(each -> holds(each, NodeCandidates.labels(node).get(each.getKey()))));
  }

  private static List<NodeSelectorRequirement> requirements(NodeSelectorTerm term) {
    return Objects.requireNonNullElse(term.getMatchExpressions(), List.of());
  }

  private static boolean holds(NodeSelectorRequirement requirement, @Nullable String value) {
    List<String> values = Objects.requireNonNullElse(requirement.getValues(), List.of());
    return switch (requirement.getOperator()) {
      case "In" -> values.contains(value);
      case "NotIn" -> !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> true; // Gt and Lt are left to the scheduler
    };
  }

  static String text(NodeSelectorTerm term) {
    return requirements(term).stream()
        .map(
            each ->
                each.getKey()
                    + " "
                    + each.getOperator()
                    + (each.getValues().isEmpty() ? "" : " " + each.getValues()))
        .collect(Collectors.joining(", "));
  }
}
