package io.github.plausible4j.k8s.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.Objects;

/**
 * Identifies an object in a cluster. Sorted by kind, then by namespace and name.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param namespace empty for cluster-scoped objects
 * @param name its name
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name)
    implements Comparable<ObjectRef> {
  private static final Comparator<ObjectRef> ORDER =
      Comparator.comparing(ObjectRef::kind)
          .thenComparing(ObjectRef::namespace)
          .thenComparing(ObjectRef::name)
          .thenComparing(ObjectRef::apiVersion);

  public ObjectRef {
    Objects.requireNonNull(apiVersion, "apiVersion");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
  }

  /** The reference to an object of the model. */
  public static ObjectRef of(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ObjectRef(
        object.getApiVersion(),
        object.getKind(),
        namespace == null ? "" : namespace,
        object.getMetadata().getName());
  }

  @Override
  public int compareTo(ObjectRef other) {
    return ORDER.compare(this, other);
  }

  /** As in {@code Deployment plausible/plausible-web}. */
  @Override
  public String toString() {
    return kind + ' ' + (namespace.isEmpty() ? "" : namespace + '/') + name;
  }
}
