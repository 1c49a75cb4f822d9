package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.github.plausible4j.k8s.customization.PodCustomization;
import io.github.plausible4j.k8s.release.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Applies a stack's customizations to the pods of one component. */
final class PodCustomizer {
  private final Rendering rendering;
  private final StackComponent component;
  private final PodTemplateSpec template;
  private final PodSpec pod;

  private PodCustomizer(Rendering rendering, StackComponent component, PodTemplateSpec template) {
    this.rendering = rendering;
    this.component = component;
    this.template = template;
    this.pod = template.getSpec();
  }

  static void apply(Rendering rendering, StackComponent component, PodTemplateSpec template) {
    PodCustomizer customizer = new PodCustomizer(rendering, component, template);
    List<PodCustomization> edits = rendering.podsOf(component);
    edits.forEach(customizer::edit);
    edits.forEach(customizer::settle);
    Affinity affinity = Placement.affinity(edits);
    if (affinity != null) {
      customizer.pod.setAffinity(affinity);
    }
  }

  private void edit(PodCustomization edit) {
    metadata(edit);
    edit.spread().forEach(this::spread);
    if (edit.priorityClass() != null) {
      pod.setPriorityClassName(edit.priorityClass());
    }
    pod.getVolumes().addAll(edit.volumes());
    Container own = pod.getContainers().get(0);
    List<VolumeMount> mounts = new ArrayList<>(own.getVolumeMounts());
    mounts.addAll(edit.mounts());
    own.setVolumeMounts(mounts);
    List<EnvVar> variables = new ArrayList<>(own.getEnv());
    variables.addAll(edit.variables());
    own.setEnv(variables);
    edit.initContainers().forEach(each -> pod.getInitContainers().add(completed(each)));
    edit.sidecars().forEach(each -> pod.getContainers().add(completed(each)));
  }

  private void metadata(PodCustomization edit) {
    template.getMetadata().getLabels().putAll(edit.labels());
    if (!edit.annotations().isEmpty()) {
      Map<String, String> annotations = new TreeMap<>();
      Map<String, String> before = template.getMetadata().getAnnotations();
      annotations.putAll(before == null ? Map.of() : before);
      annotations.putAll(edit.annotations());
      template.getMetadata().setAnnotations(annotations);
    }
  }

  /** Applies settings that affect all containers, added ones included. */
  private void settle(PodCustomization edit) {
    if (edit.pullPolicy() != null) {
      containers().forEach(each -> each.setImagePullPolicy(edit.pullPolicy().value()));
    }
    PodSecurityContext user = pod.getSecurityContext();
    if (edit.arbitraryUser() && user != null) {
      user.setRunAsUser(null);
      user.setRunAsGroup(null);
      user.setFsGroup(null);
      user.setFsGroupChangePolicy(null);
    }
  }

  private Stream<Container> containers() {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
  }

  private void spread(String topologyKey) {
    List<TopologySpreadConstraint> all = pod.getTopologySpreadConstraints();
    if (all.stream().noneMatch(each -> each.getTopologyKey().equals(topologyKey))) {
      all.add(spread(rendering.selector(component), topologyKey));
    }
  }

  static TopologySpreadConstraint spread(Map<String, String> selector, String topologyKey) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey(topologyKey)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(selector)
        .endLabelSelector()
        .build();
  }

  /**
   * Completes a container of the caller: it gets the stack's security context and CPU limit if it
   * has none.
   */
  private Container completed(Container container) {
    if (container.getSecurityContext() == null) {
      container.setSecurityContext(Hardening.container(false));
    }
    String cpuLimit = rendering.stack().cpuLimit();
    boolean limited =
        container.getResources() != null
            && container.getResources().getLimits() != null
            && container.getResources().getLimits().containsKey("cpu");
    if (cpuLimit != null && !limited) {
      container.setResources(
          (container.getResources() == null
                  ? new ResourceRequirementsBuilder()
                  : new ResourceRequirementsBuilder(container.getResources()))
              .addToLimits("cpu", new Quantity(cpuLimit))
              .build());
    }
    return container;
  }
}
