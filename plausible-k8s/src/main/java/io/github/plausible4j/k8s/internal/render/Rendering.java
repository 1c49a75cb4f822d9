package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.PodCustomization;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The input of every renderer, and the metadata of the objects.
 *
 * @param stack the stack to render
 * @param secrets names and digests of the live Secrets
 * @param customizations the customizations to apply: those of the stack, or none
 */
public record Rendering(
    PlausibleStack stack, SecretBindings secrets, List<Customization> customizations) {
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String PART_OF = "app.kubernetes.io/part-of";
  public static final String INSTANCE = "app.kubernetes.io/instance";
  public static final String COMPONENT = StackComponent.LABEL;

  /** The annotation of workloads with the version of Plausible. */
  public static final String VERSION_ANNOTATION = "plausible4j.io/plausible-version";

  /** Renders a stack with its customizations. */
  public Rendering(PlausibleStack stack, SecretBindings secrets) {
    this(stack, secrets, stack.customizations());
  }

  /** The customizations of a component's pods, in order. */
  List<PodCustomization> podsOf(StackComponent component) {
    return customizations.stream()
        .filter(PodCustomization.class::isInstance)
        .map(PodCustomization.class::cast)
        .filter(pods -> pods.part().includes(component))
        .toList();
  }

  /** The labels of every object. */
  public Map<String, String> labels(StackComponent component) {
    Map<String, String> labels = new TreeMap<>(selector(component));
    labels.put(MANAGED_BY, "plausible4j");
    return labels;
  }

  /** The labels that select the pods of a component. */
  Map<String, String> selector(StackComponent component) {
    Map<String, String> labels = new TreeMap<>(instance());
    labels.put(COMPONENT, component.label());
    return labels;
  }

  /** The labels that select all pods of the stack. */
  Map<String, String> instance() {
    Map<String, String> labels = new TreeMap<>();
    labels.put(INSTANCE, stack.name());
    labels.put(PART_OF, "plausible");
    return labels;
  }

  ObjectMeta meta(StackComponent component, Tier tier, String name) {
    ObjectMeta meta = clusterMeta(component, tier, name);
    meta.setNamespace(stack.namespace());
    return meta;
  }

  ObjectMeta clusterMeta(StackComponent component, Tier tier, String name) {
    ObjectMeta meta = new ObjectMeta();
    meta.setName(name);
    meta.setLabels(labels(component));
    meta.getAnnotations().put(Tier.ANNOTATION, tier.label());
    return meta;
  }

  /** Like {@link #meta}, with the version of Plausible, which upgrades are checked against. */
  ObjectMeta workloadMeta(StackComponent component, Tier tier, String name) {
    ObjectMeta meta = meta(component, tier, name);
    meta.getAnnotations().put(VERSION_ANNOTATION, stack.release().version());
    return meta;
  }
}
