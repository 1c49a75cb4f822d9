package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Simulates the controller of StatefulSets. Like the real one, an update waits until each pod is
 * ready, even a broken one.
 */
final class StatefulSetController {
  private static final String REVISION = "controller-revision-hash";

  private final Owned owned;

  StatefulSetController(Owned owned) {
    this.owned = owned;
  }

  void reconcile(ObjectNode set) {
    JsonNode template = set.at("/spec/template");
    String revision = Owned.name(set) + "-" + Owned.hash(template);
    int wanted = set.at("/spec/replicas").asInt();
    List<ObjectNode> pods = owned.by(set, "Pod");
    pods.stream().skip(wanted).forEach(owned::delete);
    claims(set, wanted);
    if (pods.size() >= wanted && pods.stream().allMatch(Owned::ready)) {
      pods.stream()
          .filter(pod -> !revision(pod).equals(revision))
          .reduce((first, last) -> last)
          .ifPresent(owned::delete);
    }
    for (int i = 0; i < wanted; i++) {
      String name = Owned.name(set) + "-" + i;
      if (owned.by(set, "Pod").stream().noneMatch(pod -> Owned.name(pod).equals(name))) {
        ObjectNode labels = Json.object().put(REVISION, revision);
        labels.put("statefulset.kubernetes.io/pod-name", name);
        owned.pod(set, template, name, labels);
      }
    }
    owned.status(set, status(set, revision));
  }

  private ObjectNode status(ObjectNode set, String revision) {
    List<ObjectNode> pods = owned.by(set, "Pod");
    long ready = pods.stream().filter(Owned::ready).count();
    long updated = pods.stream().filter(pod -> revision(pod).equals(revision)).count();
    ObjectNode status = Json.object();
    status.set("observedGeneration", set.at("/metadata/generation"));
    status.put("replicas", pods.size()).put("readyReplicas", ready);
    status.put("availableReplicas", ready).put("updatedReplicas", updated);
    status.put("updateRevision", revision);
    String current = set.at("/status/currentRevision").asText(revision);
    status.put("currentRevision", updated == pods.size() && ready == updated ? revision : current);
    return status;
  }

  private void claims(ObjectNode set, int wanted) {
    for (JsonNode claim : set.at("/spec/volumeClaimTemplates")) {
      for (int i = 0; i < wanted; i++) {
        String name = Owned.name(claim) + "-" + Owned.name(set) + "-" + i;
        boolean known =
            owned.all("PersistentVolumeClaim").stream()
                .anyMatch(
                    each ->
                        Owned.name(each).equals(name)
                            && Owned.namespace(each).equals(Owned.namespace(set)));
        if (!known) {
          ObjectNode labels = Json.object();
          if (set.at("/spec/selector/matchLabels") instanceof ObjectNode given) {
            labels.setAll(given.deepCopy());
          }
          ObjectNode made =
              owned.create(set, "PersistentVolumeClaim", name, claim.get("spec"), labels);
          ObjectNode free = made.deepCopy();
          ((ObjectNode) free.get("metadata")).remove("ownerReferences");
          owned.save(made, free);
        }
      }
    }
  }

  private static String revision(JsonNode pod) {
    return pod.at("/metadata/labels").path(REVISION).asText();
  }
}
