package io.github.plausible4j.k8s.customization;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Any change to one object. Created by {@link Customization#patch}.
 *
 * @param kind the kind of the object, such as {@code Deployment}
 * @param name the name of the object; for a Job without the hash at its end
 * @param change receives a copy of the object and returns the changed object; it has to return the
 *     same result each time
 */
public record ObjectPatch(String kind, String name, UnaryOperator<HasMetadata> change)
    implements Customization {
  /** Requires all parts to be non-null. */
  public ObjectPatch {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(change, "change");
  }

  @Override
  public <T> T match(
      Function<? super PodCustomization, ? extends T> pods,
      Function<? super ServiceCustomization, ? extends T> service,
      Function<? super ClaimCustomization, ? extends T> claim,
      Function<? super NamespaceCustomization, ? extends T> namespace,
      Function<? super ObjectPatch, ? extends T> patch) {
    return patch.apply(this);
  }

  /** Kind and name; the change cannot be shown. */
  @Override
  public String toString() {
    return "ObjectPatch[" + kind + " " + name + "]";
  }
}
