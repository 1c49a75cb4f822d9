package io.github.plausible4j.k8s.customization;

import java.util.Map;
import java.util.function.Function;

/**
 * Adds labels and annotations to the namespace, for example for a service mesh or OpenShift.
 * Created by {@link Customization#namespace}.
 *
 * @param labels the labels in addition to those of the stack
 * @param annotations the annotations in addition to those of the stack
 */
public record NamespaceCustomization(Map<String, String> labels, Map<String, String> annotations)
    implements Customization {
  /** Copies the maps. */
  public NamespaceCustomization {
    labels = MetadataMaps.copy(labels);
    annotations = MetadataMaps.copy(annotations);
  }

  /** Returns a copy with one more label. */
  public NamespaceCustomization withLabel(String key, String value) {
    return new NamespaceCustomization(MetadataMaps.with(labels, key, value), annotations);
  }

  /** Returns a copy with one more annotation. */
  public NamespaceCustomization withAnnotation(String key, String value) {
    return new NamespaceCustomization(labels, MetadataMaps.with(annotations, key, value));
  }

  @Override
  public <T> T match(
      Function<? super PodCustomization, ? extends T> pods,
      Function<? super ServiceCustomization, ? extends T> service,
      Function<? super ClaimCustomization, ? extends T> claim,
      Function<? super NamespaceCustomization, ? extends T> namespace,
      Function<? super ObjectPatch, ? extends T> patch) {
    return namespace.apply(this);
  }
}
