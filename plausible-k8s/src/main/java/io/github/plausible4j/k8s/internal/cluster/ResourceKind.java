package io.github.plausible4j.k8s.internal.cluster;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For internal use only. A kind and its API resource.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param plural the name in URLs, such as {@code deployments}
 * @param namespaced whether its objects are in namespaces
 */
public record ResourceKind(String apiVersion, String kind, String plural, boolean namespaced) {
  /** The kinds that every cluster serves. They need no discovery. */
  private static final Map<String, ResourceKind> BUILT_IN =
      Stream.of(
              List.of("v1", "Namespace", "namespaces", "cluster"),
              List.of("v1", "Node", "nodes", "cluster"),
              List.of("v1", "PersistentVolume", "persistentvolumes", "cluster"),
              List.of("v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
              List.of("v1", "Pod", "pods"),
              List.of("v1", "Event", "events"),
              List.of("v1", "ConfigMap", "configmaps"),
              List.of("v1", "Secret", "secrets"),
              List.of("v1", "Service", "services"),
              List.of("v1", "ServiceAccount", "serviceaccounts"),
              List.of("apps/v1", "Deployment", "deployments"),
              List.of("apps/v1", "ReplicaSet", "replicasets"),
              List.of("apps/v1", "StatefulSet", "statefulsets"),
              List.of("batch/v1", "Job", "jobs"),
              List.of("batch/v1", "CronJob", "cronjobs"),
              List.of("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"),
              List.of("networking.k8s.io/v1", "Ingress", "ingresses"),
              List.of("networking.k8s.io/v1", "IngressClass", "ingressclasses", "cluster"),
              List.of("storage.k8s.io/v1", "StorageClass", "storageclasses", "cluster"),
              List.of("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"))
          .map(row -> new ResourceKind(row.get(0), row.get(1), row.get(2), row.size() == 3))
          .collect(Collectors.toMap(kind -> id(kind.apiVersion, kind.kind), Function.identity()));

  /** A kind that every cluster serves; throws {@link IllegalArgumentException} for another one. */
  public static ResourceKind builtIn(String apiVersion, String kind) {
    ResourceKind found = BUILT_IN.get(id(apiVersion, kind));
    if (found == null) {
      throw new IllegalArgumentException("not a built-in kind: " + apiVersion + " " + kind);
    }
    return found;
  }

  static boolean isBuiltIn(String apiVersion, String kind) {
    return BUILT_IN.containsKey(id(apiVersion, kind));
  }

  private static String id(String apiVersion, String kind) {
    return apiVersion + ' ' + kind;
  }

  /** The API group, empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  String version() {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /** The context for the client's generic operations. */
  public ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group())
        .withVersion(version())
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }

  /** The path of the collection. */
  String path(String namespace) {
    return groupPath(apiVersion) + (namespaced ? "/namespaces/" + namespace : "") + '/' + plural;
  }

  static String groupPath(String apiVersion) {
    return (apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/") + apiVersion;
  }
}
