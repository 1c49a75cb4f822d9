package io.github.plausible4j.k8s.internal.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** For internal use only. The objects of a stack as they were when they were listed. */
public final class LiveObjects {
  private final Map<ObjectKey, KubeObject> objects = new HashMap<>();

  private final Set<String> kinds = new HashSet<>();
  private final Set<ObjectKey> asked = new HashSet<>();

  private LiveObjects() {}

  /** Lists what has a label, one request for each kind that one of the keys has. */
  public static LiveObjects list(
      KubeApi api, Collection<ObjectKey> keys, String namespace, String labelSelector) {
    LiveObjects live = new LiveObjects();
    live.addKinds(api, keys, namespace, labelSelector);
    return live;
  }

  /** Lists further kinds; those that are listed already are not listed again. */
  public void addKinds(
      KubeApi api, Collection<ObjectKey> keys, String namespace, String labelSelector) {
    asked.addAll(keys);
    for (ObjectKey key : keys) {
      if (kinds.add(key.apiVersion() + ' ' + key.kind())) {
        api.kind(key.apiVersion(), key.kind())
            .ifPresent(
                kind ->
                    api.list(kind, namespace, labelSelector)
                        .forEach(object -> objects.put(object.key(), object)));
      }
    }
  }

  /** An object, if it was there. */
  public Optional<KubeObject> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key)).filter(this::isOwn);
  }

  /** All of them. */
  public Collection<KubeObject> all() {
    return objects.values().stream().filter(this::isOwn).toList();
  }

  /** Stacks of one name in two namespaces have the same labels on their objects of the cluster. */
  private boolean isOwn(KubeObject object) {
    return !object.namespace().isEmpty() || asked.contains(object.key());
  }
}
