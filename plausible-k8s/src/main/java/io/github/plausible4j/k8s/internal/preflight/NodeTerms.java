package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a pod requires of the labels of its node beside single values, as the scheduler reads it.
 */
final class NodeTerms {
  private NodeTerms() {}

  /** Whether one of the terms holds; one over fields of the node is taken to hold. */
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
