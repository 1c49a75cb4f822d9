package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plausible4j.k8s.internal.cluster.ApiErrorMessage;
import io.github.plausible4j.k8s.internal.render.Placement;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For internal use only. Checks that the nodes' processors can run the stack's ClickHouse, with a
 * short-lived pod on each node that the scheduler may choose. A node that cannot be checked is a
 * warning.
 */
public final class CpuPreflight {
  private final KubernetesClient client;
  private final Duration limit;

  /**
   * Creates a check.
   *
   * @param limit the time limit for all nodes together, image pull included
   */
  public CpuPreflight(KubernetesClient client, Duration limit) {
    this.client = client;
    this.limit = limit;
  }

  /** Returns a finding for each node, or a single one if ClickHouse is an external server. */
  public List<PreflightFinding> check(PlausibleStack stack) {
    if (stack.clickHouse() instanceof ClickHouseSpec.External) {
      return List.of(
          PreflightFinding.ok(
              "processors",
              "not checked: ClickHouse, which needs newer processors, is an external server"));
    }
    try {
      NodeCandidates candidates =
          NodeCandidates.of(client.nodes().list().getItems(), Placement.clickHouse(stack));
      return candidates.open().isEmpty()
          ? List.of(candidates.none("nodes"))
          : probe(stack, candidates);
    } catch (KubernetesClientException e) {
      return List.of(notChecked("processors", ApiErrorMessage.of(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(notChecked("processors", "interrupted"));
    }
  }

  private List<PreflightFinding> probe(PlausibleStack stack, NodeCandidates candidates)
      throws InterruptedException {
    CpuRequirement requirement = CpuRequirement.of(stack.release());
    boolean ownNamespace = client.namespaces().withName(stack.namespace()).get() != null;
    ProbeRequest request =
        new ProbeRequest(
            ownNamespace ? stack.namespace() : "default",
            candidates.open().stream().map(NodeCandidates::name).toList(),
            stack.release().toolsImage(),
            ownNamespace ? stack.imagePullSecrets() : List.of(),
            limit);
    Map<String, ProbeOutcome> outcomes = new NodeProbe(client).look(request);
    Optional<String> good =
        outcomes.entrySet().stream()
            .filter(
                entry ->
                    entry.getValue() instanceof ProbeOutcome.Seen seen
                        && requirement.runsOn(seen.report()))
            .map(Map.Entry::getKey)
            .findFirst();
    List<PreflightFinding> findings = new ArrayList<>();
    outcomes.forEach(
        (node, outcome) ->
            findings.add(
                outcome instanceof ProbeOutcome.Seen seen
                    ? requirement.judge(node, seen.report(), good)
                    : notChecked("node " + node, ((ProbeOutcome.Unseen) outcome).why())));
    return findings;
  }

  private static PreflightFinding notChecked(String subject, String why) {
    return PreflightFinding.warning(
        subject,
        "the processor could not be checked: " + why,
        "check it with: grep -m1 -E 'Features|flags' /proc/cpuinfo; the features that"
            + " ClickHouse needs are listed by PlausibleRelease.requiredCpuFeatures");
  }
}
