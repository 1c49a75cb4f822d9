package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Nodes and volumes, which are read one by one: a caller who may apply a stack may not be allowed
 * to watch them. What may not be read is not asked for again.
 */
final class ClusterScopedObjects {
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private final KubeApi api;
  private final Map<ObjectRef, Read> known = new HashMap<>();
  private final Set<String> forbidden = new HashSet<>();

  private record Read(Optional<KubeObject> object, long nanos) {}

  ClusterScopedObjects(KubeApi api) {
    this.api = api;
  }

  Optional<KubeObject> get(String kind, String name) {
    ObjectRef ref = new ObjectRef("v1", kind, "", name);
    Read read = known.get(ref);
    if (read == null || System.nanoTime() - read.nanos() > FRESH_NANOS) {
      read = new Read(read(ref), System.nanoTime());
      known.put(ref, read);
    }
    return read.object();
  }

  private Optional<KubeObject> read(ObjectRef ref) {
    if (forbidden.contains(ref.kind())) {
      return Optional.empty();
    }
    try {
      return api.get(ref);
    } catch (KubeApiException e) {
      if (e.status() == 403) {
        forbidden.add(ref.kind());
      }
      return Optional.empty(); // the diagnosis goes on without it
    }
  }
}
