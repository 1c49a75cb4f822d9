package io.github.plausible4j.k8s.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.Objects;

/**
 * The identity of an object in a cluster. References sort by kind, then by namespace and name.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param namespace the namespace; empty for cluster-scoped objects
 * @param name the name of the object
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

  /** Returns the reference to an object of the Kubernetes model. */
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

  /** Kind, namespace and name, such as {@code Deployment plausible/plausible-web}. */
  @Override
  public String toString() {
    return kind + ' ' + (namespace.isEmpty() ? "" : namespace + '/') + name;
  }
}
