package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is known of a namespace right now, kept up to date by watches. */
interface ClusterView {
  List<String> TIMES = List.of("/series/lastObservedTime", "/lastTimestamp", "/eventTime");

  /** Times have whole seconds; within one the version tells what came later. */
  Comparator<KubeObject> NEWEST_FIRST =
      Comparator.comparing(ClusterView::time)
          .thenComparing(event -> event.resourceVersion().length())
          .thenComparing(KubeObject::resourceVersion)
          .reversed();

  Optional<KubeObject> get(ObjectRef ref);

  Collection<KubeObject> all(String kind);

  /** An object outside of the namespace; empty where it does not exist or may not be read. */
  Optional<KubeObject> clusterScoped(String kind, String name);

  /** All objects of a kind outside of the namespace; none where they may not be read. */
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
    // A pod that was evicted stays beside the one that took its place.
    List<KubeObject> alive =
        pods.stream().filter(pod -> !pod.text("/status/phase").equals("Failed")).toList();
    return workload.kind().equals("Job") || alive.isEmpty() ? pods : alive;
  }

  /** All pods of a workload, of a Deployment only those of its newest replica set. */
  default List<KubeObject> pods(KubeObject workload) {
    return ownedPods(
        workload.kind().equals("Deployment")
            ? all("ReplicaSet").stream()
                .filter(set -> set.ownedBy(workload.uid()))
                .filter(set -> revision(set).equals(revision(workload)))
                .toList()
            : List.of(workload));
  }

  /** All pods of a workload, those of older replica sets included. */
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
