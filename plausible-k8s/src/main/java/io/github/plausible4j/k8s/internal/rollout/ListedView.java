package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A snapshot of the objects in a namespace. */
final class ListedView implements ClusterView {
  private final ClusterScopedObjects clusterScoped;
  private final List<KubeObject> objects = new ArrayList<>();

  ListedView(KubeApi api, String namespace, Collection<KubeObject> known) {
    this.clusterScoped = new ClusterScopedObjects(api);
    objects.addAll(known);
    for (String kind : List.of("Pod", "Event", "PersistentVolumeClaim")) {
      add(api, ResourceKind.builtIn("v1", kind), namespace);
    }
    add(api, ResourceKind.builtIn("apps/v1", "ReplicaSet"), namespace);
  }

  private void add(KubeApi api, ResourceKind kind, String namespace) {
    objects.removeIf(object -> object.kind().equals(kind.kind()));
    objects.addAll(api.list(kind, namespace, ""));
  }

  @Override
  public Optional<KubeObject> get(ObjectRef ref) {
    return objects.stream().filter(object -> object.ref().equals(ref)).findFirst();
  }

  @Override
  public Collection<KubeObject> all(String kind) {
    return objects.stream().filter(object -> object.kind().equals(kind)).toList();
  }

  @Override
  public Optional<KubeObject> clusterScoped(String kind, String name) {
    return clusterScoped.get(kind, name);
  }

  @Override
  public Collection<KubeObject> allClusterScoped(String kind) {
    return clusterScoped.all(kind);
  }
}
