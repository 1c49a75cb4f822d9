package io.github.plausible4j.k8s.plan;

import java.util.Objects;

/**
 * Names an object in a cluster.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param namespace empty for objects that belong to the whole cluster
 * @param name its name
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {
  public ObjectRef {
    Objects.requireNonNull(apiVersion, "apiVersion");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
  }

  /** As in {@code Deployment plausible/plausible-web}. */
  @Override
  public String toString() {
    return kind + ' ' + (namespace.isEmpty() ? "" : namespace + '/') + name;
  }
}
