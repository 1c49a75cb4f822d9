package io.github.plausible4j.k8s.internal.cluster;

import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** For internal use only. A snapshot of the objects of a stack. */
public final class LiveObjects {
  private final Map<ObjectRef, KubeObject> objects = new HashMap<>();
  private final KubeApi api;
  private final String namespace;
  private final String labelSelector;
  private final Set<String> kinds = new HashSet<>();
  private final Set<ObjectRef> asked = new HashSet<>();

  /** Creates an empty snapshot. */
  public LiveObjects(KubeApi api, String namespace, String labelSelector) {
    this.api = api;
    this.namespace = namespace;
    this.labelSelector = labelSelector;
  }

  /**
   * Lists the objects with the label, with one request for each kind that was not listed before.
   */
  public void list(Collection<ObjectRef> refs) {
    asked.addAll(refs);
    for (ObjectRef ref : refs) {
      if (kinds.add(ref.apiVersion() + ' ' + ref.kind())) {
        api.kind(ref.apiVersion(), ref.kind())
            .ifPresent(
                kind ->
                    api.list(kind, namespace, labelSelector)
                        .forEach(object -> objects.put(object.ref(), object)));
      }
    }
  }

  /** An object of the stack, if it was listed. */
  public Optional<KubeObject> get(ObjectRef key) {
    return Optional.ofNullable(objects.get(key)).filter(this::isOwn);
  }

  /** All listed objects of the stack. */
  public Collection<KubeObject> all() {
    return objects.values().stream().filter(this::isOwn).toList();
  }

  /** Cluster-scoped objects may belong to a stack with the same name in another namespace. */
  private boolean isOwn(KubeObject object) {
    return !object.namespace().isEmpty()
        || asked.contains(object.ref())
        || object.text("/spec/claimRef/namespace").equals(namespace);
  }
}
