package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that the nodes of a cluster can run the pods of a stack and are large enough for them. */
final class NodePreflight {
  private final List<Node> nodes;

  NodePreflight(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** Returns the findings for the workloads; only a warning if the cluster has no nodes now. */
  List<PreflightFinding> check(List<HasMetadata> objects) {
    List<PreflightFinding> findings = new ArrayList<>();
    if (nodes.isEmpty()) {
      return List.of(
          PreflightFinding.warning(
              "nodes",
              "the cluster has none now",
              "check that an autoscaler adds nodes for new pods"));
    }
    for (HasMetadata object : objects) {
      template(object).ifPresent(pod -> findings.addAll(check(object, pod)));
    }
    if (findings.isEmpty()) {
      findings.add(PreflightFinding.ok("nodes", "can run the pods of the stack"));
    }
    return findings;
  }

  private List<PreflightFinding> check(HasMetadata workload, PodSpec pod) {
    String subject = "nodes for " + workload.getKind() + " " + workload.getMetadata().getName();
    NodeCandidates candidates = NodeCandidates.of(nodes, pod);
    if (candidates.open().isEmpty()) {
      return List.of(candidates.none(subject));
    }
    return Stream.of("memory", "cpu")
        .flatMap(resource -> tooLarge(subject, candidates, pod, resource).stream())
        .toList();
  }

  /** Ignores other pods, because they may go; a node's allocatable resources do not grow. */
  private static Optional<PreflightFinding> tooLarge(
      String subject, NodeCandidates candidates, PodSpec pod, String resource) {
    BigDecimal wanted = request(pod, resource);
    Optional<Node> largest =
        candidates.labelled().stream()
            .filter(node -> allocatable(node, resource).isPresent())
            .max(
                (one, other) ->
                    allocatable(one, resource)
                        .orElseThrow()
                        .compareTo(allocatable(other, resource).orElseThrow()));
    return largest
        .filter(node -> allocatable(node, resource).orElseThrow().compareTo(wanted) < 0)
        .map(
            node ->
                PreflightFinding.error(
                    subject,
                    "the pod requests "
                        + text(resource, wanted)
                        + " of "
                        + resource
                        + ", but the largest node, "
                        + NodeCandidates.name(node)
                        + ", has "
                        + text(resource, allocatable(node, resource).orElseThrow()),
                    "give the component a smaller request in the stack's resources, or add a larger"
                        + " node"));
  }

  /** Containers run at the same time. Init containers run before them, one after the other. */
  private static BigDecimal request(PodSpec pod, String resource) {
    BigDecimal together =
        pod.getContainers().stream()
            .map(container -> request(container, resource))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return pod.getInitContainers().stream()
        .map(container -> request(container, resource))
        .reduce(together, BigDecimal::max);
  }

  private static BigDecimal request(Container container, String resource) {
    Quantity quantity =
        container.getResources() == null || container.getResources().getRequests() == null
            ? null
            : container.getResources().getRequests().get(resource);
    return quantity == null ? BigDecimal.ZERO : quantity.getNumericalAmount();
  }

  private static Optional<BigDecimal> allocatable(Node node, String resource) {
    return Optional.ofNullable(node.getStatus())
        .map(status -> status.getAllocatable())
        .map(all -> all.get(resource))
        .map(Quantity::getNumericalAmount);
  }

  private static String text(String resource, BigDecimal amount) {
    return resource.equals("memory")
        ? amount.divideToIntegralValue(BigDecimal.valueOf(1 << 20)).toPlainString() + "Mi"
        : amount.stripTrailingZeros().toPlainString();
  }

  private static Optional<PodSpec> template(HasMetadata object) {
    if (object instanceof Deployment deployment) {
      return Optional.of(deployment.getSpec().getTemplate().getSpec());
    } else if (object instanceof StatefulSet set) {
      return Optional.of(set.getSpec().getTemplate().getSpec());
    }
    return object instanceof Job job
        ? Optional.of(job.getSpec().getTemplate().getSpec())
        : Optional.empty();
  }
}
