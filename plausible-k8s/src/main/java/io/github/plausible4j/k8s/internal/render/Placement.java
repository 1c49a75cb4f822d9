package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.github.plausible4j.k8s.customization.PodCustomization;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The node affinity of pods. */
public final class Placement {
  private static final int WEIGHT = 100;

  private Placement() {}

  /** A pod spec with only the fields that decide on which nodes ClickHouse may run. */
  public static PodSpec clickHouse(PlausibleStack stack) {
    Map<String, String> labels =
        stack.clickHouse() instanceof ClickHouseSpec.Managed managed
            ? managed.nodeSelector()
            : Map.of();
    PodSpec pod = new PodSpec();
    pod.setNodeSelector(Hardening.nodes(stack, labels));
    pod.setTolerations(Hardening.tolerations(stack, StackComponent.CLICKHOUSE));
    Rendering rendering = new Rendering(stack, SecretBindings.unbound());
    pod.setAffinity(affinity(rendering.podsOf(StackComponent.CLICKHOUSE)));
    return pod;
  }

  /** All requirements and preferences of the customizations; null if there are none. */
  static @Nullable Affinity affinity(List<PodCustomization> edits) {
    List<NodeSelectorRequirement> required = new ArrayList<>();
    List<PreferredSchedulingTerm> preferred = new ArrayList<>();
    for (PodCustomization edit : edits) {
      required.addAll(edit.requiredNodes());
      edit.preferredNodes().stream()
          .map(node -> new NodeSelectorTerm(List.of(node), null))
          .forEach(term -> preferred.add(new PreferredSchedulingTerm(term, WEIGHT)));
    }
    if (required.isEmpty() && preferred.isEmpty()) {
      return null;
    }
    AffinityBuilder affinity =
        new AffinityBuilder()
            .withNewNodeAffinity()
            .withPreferredDuringSchedulingIgnoredDuringExecution(preferred)
            .endNodeAffinity();
    if (!required.isEmpty()) {
      affinity
          .editNodeAffinity()
          .withNewRequiredDuringSchedulingIgnoredDuringExecution()
          .addNewNodeSelectorTerm()
          .withMatchExpressions(required)
          .endNodeSelectorTerm()
          .endRequiredDuringSchedulingIgnoredDuringExecution()
          .endNodeAffinity();
    }
    return affinity.build();
  }
}
