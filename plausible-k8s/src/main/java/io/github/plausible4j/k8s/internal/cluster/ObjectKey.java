package io.github.plausible4j.k8s.internal.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * For internal use only. What tells an object from every other one in a cluster.
 *
 * @param namespace empty for objects of the cluster
 */
public record ObjectKey(String apiVersion, String kind, String namespace, String name)
    implements Comparable<ObjectKey> {

  /** The key of an object. */
  public static ObjectKey of(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ObjectKey(
        object.getApiVersion(),
        object.getKind(),
        namespace == null ? "" : namespace,
        object.getMetadata().getName());
  }

  @Override
  public int compareTo(ObjectKey other) {
    return order().compareTo(other.order());
  }

  private String order() {
    return kind + '\0' + namespace + '\0' + name + '\0' + apiVersion;
  }

  @Override
  public String toString() {
    return kind + ' ' + (namespace.isEmpty() ? "" : namespace + '/') + name;
  }
}
