package io.github.plausible4j.k8s.internal.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What was in a namespace at one moment. */
final class ListedView implements ClusterView {
  private final List<KubeObject> objects = new ArrayList<>();

  ListedView(KubeApi api, String namespace, Collection<KubeObject> known) {
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
  public Optional<KubeObject> get(ObjectKey key) {
    return objects.stream().filter(object -> object.key().equals(key)).findFirst();
  }

  @Override
  public Collection<KubeObject> all(String kind) {
    return objects.stream().filter(object -> object.kind().equals(kind)).toList();
  }
}
