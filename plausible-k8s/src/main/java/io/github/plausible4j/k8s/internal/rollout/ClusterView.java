package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A view of the objects in a namespace. */
interface ClusterView {
  List<String> TIMES = List.of("/series/lastObservedTime", "/lastTimestamp", "/eventTime");

  /** Times are in whole seconds. Within a second, the resource version decides. */
  Comparator<KubeObject> NEWEST_FIRST =
      Comparator.comparing(ClusterView::time)
          .thenComparing(event -> event.resourceVersion().length())
          .thenComparing(KubeObject::resourceVersion)
          .reversed();

  Optional<KubeObject> get(ObjectRef ref);

  Collection<KubeObject> all(String kind);

  /** A cluster-scoped object; empty if it does not exist or may not be read. */
  Optional<KubeObject> clusterScoped(String kind, String name);

  /** All cluster-scoped objects of a kind; empty if they may not be read. */
  Collection<KubeObject> allClusterScoped(String kind);

  /** The pods of the newest revision; those of older ones are about to be replaced. */
  default List<KubeObject> currentPods(KubeObject workload) {
    String revision = workload.text("/status/updateRevision");
    List<KubeObject> pods =
        pods(workload).stream()
            .filter(pod -> !pod.beingDeleted())
            .filter(
                pod -> revision.isEmpty() || pod.label("controller-revision-hash").equals(revision))
            .toList();
    // An evicted pod remains next to its replacement.
    List<KubeObject> alive =
        pods.stream().filter(pod -> !pod.text("/status/phase").equals("Failed")).toList();
    return workload.kind().equals("Job") || alive.isEmpty() ? pods : alive;
  }

  /** All pods of a workload; for a Deployment, only those of its newest ReplicaSet. */
  default List<KubeObject> pods(KubeObject workload) {
    return ownedPods(
        workload.kind().equals("Deployment")
            ? all("ReplicaSet").stream()
                .filter(set -> set.ownedBy(workload.uid()))
                .filter(set -> revision(set).equals(revision(workload)))
                .toList()
            : List.of(workload));
  }

  /** All pods of a workload, including those of older ReplicaSets. */
  default List<KubeObject> allPods(KubeObject workload) {
    return ownedPods(
        workload.kind().equals("Deployment")
            ? all("ReplicaSet").stream().filter(set -> set.ownedBy(workload.uid())).toList()
            : List.of(workload));
  }

  private List<KubeObject> ownedPods(List<KubeObject> owners) {
    return all("Pod").stream()
        .filter(pod -> owners.stream().map(KubeObject::uid).anyMatch(pod::ownedBy))
        .toList();
  }

  private static String revision(KubeObject object) {
    return object.annotation("deployment.kubernetes.io/revision");
  }

  /** The claims that a workload's pods mount. */
  default List<KubeObject> claims(KubeObject workload) {
    List<String> mounted = new ArrayList<>();
    workload
        .at("/spec/template/spec/volumes")
        .forEach(v -> mounted.add(v.at("/persistentVolumeClaim/claimName").asText()));
    return all("PersistentVolumeClaim").stream()
        .filter(claim -> mounted.contains(claim.name()) || templated(workload, claim))
        .toList();
  }

  private static boolean templated(KubeObject workload, KubeObject claim) {
    for (var template : workload.at("/spec/volumeClaimTemplates")) {
      String prefix = template.at("/metadata/name").asText() + '-' + workload.name() + '-';
      if (claim.name().startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** The events about an object, newest first. */
  default List<KubeObject> events(String uid) {
    return all("Event").stream()
        .filter(event -> event.text("/involvedObject/uid").equals(uid))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  /** When an event was seen last. */
  static String time(KubeObject event) {
    for (String pointer : TIMES) {
      String time = event.text(pointer);
      if (!time.isEmpty()) {
        return time;
      }
    }
    return "";
  }
}
