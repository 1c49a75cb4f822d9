package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads nodes and volumes. They are not watched, because a caller who may apply a stack may lack
 * the permission to watch them. A request that was forbidden is not repeated.
 */
final class ClusterScopedObjects {
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private final KubeApi api;
  private final Map<ObjectRef, Read> known = new HashMap<>();
  private final Set<String> forbidden = new HashSet<>();

  private record Read(List<KubeObject> objects, long nanos) {
    boolean isOld() {
      return System.nanoTime() - nanos > FRESH_NANOS;
    }
  }

  ClusterScopedObjects(KubeApi api) {
    this.api = api;
  }

  Optional<KubeObject> get(String kind, String name) {
    ObjectRef ref = new ObjectRef("v1", kind, "", name);
    return read(ref, () -> api.get(ref).stream().toList()).stream().findFirst();
  }

  List<KubeObject> all(String kind) {
    return read(
        new ObjectRef("v1", kind, "", ""),
        () -> api.list(ResourceKind.builtIn("v1", kind), "", ""));
  }

  private List<KubeObject> read(ObjectRef ref, Supplier<List<KubeObject>> request) {
    Read read = known.get(ref);
    if (read == null || read.isOld()) {
      read = new Read(allowed(ref, request), System.nanoTime());
      known.put(ref, read);
    }
    return read.objects();
  }

  private List<KubeObject> allowed(ObjectRef ref, Supplier<List<KubeObject>> request) {
    String verb = (ref.name().isEmpty() ? "list " : "get ") + ref.kind();
    if (forbidden.contains(verb)) {
      return List.of();
    }
    try {
      return request.get();
    } catch (KubeApiException e) {
      if (e.status() == 403) {
        forbidden.add(verb);
      }
      return List.of(); // the diagnosis continues without the object
    }
  }
}
