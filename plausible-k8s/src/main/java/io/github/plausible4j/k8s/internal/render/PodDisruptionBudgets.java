package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.github.plausible4j.k8s.release.StackComponent;

/**
 * Disruption budgets of components with several pods. Components with one pod have none, because it
 * would block the draining of their node.
 */
final class PodDisruptionBudgets {
  private PodDisruptionBudgets() {}

  static PodDisruptionBudget oneAtATime(
      Rendering rendering, StackComponent component, Tier tier, String name) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(rendering.meta(component, tier, name))
        .withNewSpec()
        .withNewMaxUnavailable(1)
        .withNewSelector()
        .withMatchLabels(rendering.selector(component))
        .endSelector()
        .endSpec()
        .build();
  }

  /** Spreads pods over nodes if possible. A single node still gets all of them. */
  static TopologySpreadConstraint spread(Rendering rendering, StackComponent component) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey("kubernetes.io/hostname")
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(rendering.selector(component))
        .endLabelSelector()
        .build();
  }
}
