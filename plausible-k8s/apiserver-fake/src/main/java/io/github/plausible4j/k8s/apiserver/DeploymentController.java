package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Simulates the controllers of Deployments and ReplicaSets. */
final class DeploymentController {
  private static final String REVISION = "deployment.kubernetes.io/revision";

  private final Owned owned;

  DeploymentController(Owned owned) {
    this.owned = owned;
  }

  void reconcile(ObjectNode deployment) {
    JsonNode template = deployment.at("/spec/template");
    String hash = Owned.hash(template);
    List<ObjectNode> sets = owned.by(deployment, "ReplicaSet");
    ObjectNode current =
        sets.stream()
            .filter(set -> set.at("/metadata/labels/pod-template-hash").asText().equals(hash))
            .findFirst()
            .orElse(null);
    if (current == null) {
      createSet(deployment, template, hash, sets.size() + 1);
      return; // the next round continues with it
    }
    ObjectNode after = deployment.deepCopy();
    ((ObjectNode) after.get("metadata"))
        .withObjectProperty("annotations")
        .set(REVISION, current.at("/metadata/annotations").get(REVISION));
    ObjectNode status = after.withObjectProperty("status");
    int wanted = deployment.at("/spec/replicas").asInt();
    boolean made = pods(deployment, current, sets, template, hash, wanted);
    count(deployment, sets, current, wanted, status);
    if (!made) {
      owned.condition(
          status,
          "ReplicaFailure",
          "True",
          "FailedCreate",
          "pods is forbidden: error looking up" + " service account: serviceaccount not found");
    }
    owned.save(deployment, after);
  }

  private void createSet(ObjectNode deployment, JsonNode template, String hash, int revision) {
    ObjectNode labels = Json.object();
    labels.setAll((ObjectNode) template.at("/metadata/labels").deepCopy());
    labels.put("pod-template-hash", hash);
    ObjectNode spec = Json.object();
    spec.set("selector", deployment.at("/spec/selector"));
    spec.set("template", template);
    ObjectNode set =
        owned.create(deployment, "ReplicaSet", Owned.name(deployment) + "-" + hash, spec, labels);
    ObjectNode annotated = set.deepCopy();
    ((ObjectNode) annotated.get("metadata"))
        .withObjectProperty("annotations")
        .put(REVISION, String.valueOf(revision));
    owned.save(set, annotated);
  }

  private boolean pods(
      ObjectNode deployment,
      ObjectNode current,
      List<ObjectNode> sets,
      JsonNode template,
      String hash,
      int wanted) {
    List<ObjectNode> old =
        sets.stream()
            .filter(set -> !Owned.name(set).equals(Owned.name(current)))
            .flatMap(set -> owned.by(set, "Pod").stream())
            .toList();
    List<ObjectNode> pods = owned.by(current, "Pod");
    boolean recreate = deployment.at("/spec/strategy/type").asText().equals("Recreate");
    long ready = pods.stream().filter(Owned::ready).count();
    if (recreate || ready >= wanted) {
      old.forEach(owned::delete);
    }
    pods.stream().skip(wanted).forEach(owned::delete);
    for (int i = pods.size(); i < wanted; i++) {
      ObjectNode labels = Json.object().put("pod-template-hash", hash);
      if (!owned.pod(current, template, Owned.name(current) + "-" + i, labels)) {
        return false;
      }
    }
    return true;
  }

  private void count(
      ObjectNode deployment,
      List<ObjectNode> sets,
      ObjectNode current,
      int wanted,
      ObjectNode status) {
    int all = sets.stream().mapToInt(set -> owned.by(set, "Pod").size()).sum();
    List<ObjectNode> pods = owned.by(current, "Pod");
    long ready = pods.stream().filter(Owned::ready).count();
    status.set("observedGeneration", deployment.at("/metadata/generation"));
    status.put("replicas", all).put("updatedReplicas", pods.size());
    status.put("readyReplicas", ready).put("availableReplicas", ready);
    String available = ready >= wanted ? "True" : "False";
    owned.condition(status, "Available", available, "MinimumReplicas", "");
  }
}
