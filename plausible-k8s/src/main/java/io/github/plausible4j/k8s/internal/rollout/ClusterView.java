package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is known of a namespace right now, kept up to date by watches. */
interface ClusterView {
  Optional<KubeObject> get(ObjectRef key);

  Collection<KubeObject> all(String kind);

  /**
   * The pods that run what the workload was last told; those of older revisions are on their way
   * out, and what ails them is no reason to give up.
   */
  default List<KubeObject> currentPods(KubeObject workload) {
    String revision = workload.text("/status/updateRevision");
    return pods(workload).stream()
        .filter(pod -> !pod.beingDeleted())
        .filter(pod -> revision.isEmpty() || pod.label("controller-revision-hash").equals(revision))
        .toList();
  }

  /** All pods of a workload, of a Deployment only those of its newest replica set. */
  default List<KubeObject> pods(KubeObject workload) {
    List<String> owners =
        workload.kind().equals("Deployment")
            ? all("ReplicaSet").stream()
                .filter(set -> set.ownedBy(workload.uid()))
                .filter(set -> revision(set).equals(revision(workload)))
                .map(KubeObject::uid)
                .toList()
            : List.of(workload.uid());
    return all("Pod").stream().filter(pod -> owners.stream().anyMatch(pod::ownedBy)).toList();
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
        .sorted((a, b) -> time(b).compareTo(time(a)))
        .toList();
  }

  private static String time(KubeObject event) {
    String last = event.text("/lastTimestamp");
    return last.isEmpty() ? event.text("/eventTime") : last;
  }
}
