package io.github.plausible4j.k8s.apiserver;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A kind of object that the server serves. */
record Kind(
    String apiVersion,
    String kind,
    String plural,
    boolean namespaced,
    boolean status,
    @Nullable Class<? extends HasMetadata> type) {
  static final List<Kind> BUILT_IN =
      Stream.of(
              Namespace.class,
              Node.class,
              Pod.class,
              Service.class,
              Endpoints.class,
              ConfigMap.class,
              Secret.class,
              ServiceAccount.class,
              PersistentVolume.class,
              PersistentVolumeClaim.class,
              ResourceQuota.class,
              Event.class,
              Deployment.class,
              StatefulSet.class,
              ReplicaSet.class,
              Job.class,
              CronJob.class,
              NetworkPolicy.class,
              Ingress.class,
              IngressClass.class,
              StorageClass.class,
              PodDisruptionBudget.class,
              Role.class,
              RoleBinding.class,
              ClusterRole.class,
              ClusterRoleBinding.class,
              Lease.class,
              CustomResourceDefinition.class)
          .map(Kind::of)
          .toList();

  private static Kind of(Class<? extends HasMetadata> type) {
    boolean hasStatus =
        Arrays.stream(type.getMethods()).anyMatch(m -> m.getName().equals("getStatus"));
    return new Kind(
        HasMetadata.getApiVersion(type),
        HasMetadata.getKind(type),
        HasMetadata.getPlural(type),
        Namespaced.class.isAssignableFrom(type),
        hasStatus,
        type);
  }

  /** The root path, such as {@code /api/v1} or {@code /apis/apps/v1}. */
  String root() {
    return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
  }

  /** The resource name in messages, such as {@code deployments.apps}. */
  String resource() {
    return apiVersion.contains("/")
        ? plural + "." + apiVersion.substring(0, apiVersion.indexOf('/'))
        : plural;
  }
}
