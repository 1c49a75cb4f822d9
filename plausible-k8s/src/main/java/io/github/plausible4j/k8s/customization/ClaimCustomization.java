package io.github.plausible4j.k8s.customization;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Adds labels and annotations to PersistentVolumeClaims, for example for a backup tool. Created by
 * {@link Customization#claim}.
 *
 * @param part the part whose claim it is
 * @param labels the labels in addition to those of the stack
 * @param annotations the annotations in addition to those of the stack
 */
public record ClaimCustomization(
    CustomizedPart part, Map<String, String> labels, Map<String, String> annotations)
    implements Customization {
  /** Copies the maps. */
  public ClaimCustomization {
    Objects.requireNonNull(part, "part");
    labels = MetadataMaps.copy(labels);
    annotations = MetadataMaps.copy(annotations);
  }

  /** Returns a copy with one more label. */
  public ClaimCustomization withLabel(String key, String value) {
    return new ClaimCustomization(part, MetadataMaps.with(labels, key, value), annotations);
  }

  /** Returns a copy with one more annotation. */
  public ClaimCustomization withAnnotation(String key, String value) {
    return new ClaimCustomization(part, labels, MetadataMaps.with(annotations, key, value));
  }

  @Override
  public <T> T match(
      Function<? super PodCustomization, ? extends T> pods,
      Function<? super ServiceCustomization, ? extends T> service,
      Function<? super ClaimCustomization, ? extends T> claim,
      Function<? super NamespaceCustomization, ? extends T> namespace,
      Function<? super ObjectPatch, ? extends T> patch) {
    return claim.apply(this);
  }
}
