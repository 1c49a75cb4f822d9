package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/** Shared functions of the controllers: owned objects, pods from templates, conditions. */
final class Owned {
  private final Store store;

  Owned(Store store) {
    this.store = store;
  }

  List<ObjectNode> all(String kind) {
    return store.list(store.named(kind), "");
  }

  List<ObjectNode> by(JsonNode owner, String kind) {
    return store.list(store.named(kind), namespace(owner)).stream()
        .filter(
            object ->
                object.at("/metadata/ownerReferences/0/uid").equals(owner.at("/metadata/uid")))
        .toList();
  }

  /** Creates an object that another one owns. */
  ObjectNode create(JsonNode owner, String kind, String name, JsonNode spec, ObjectNode labels) {
    ObjectNode object = Json.object();
    Kind type = store.named(kind);
    object.put("apiVersion", type.apiVersion()).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("name", name).put("namespace", namespace(owner)).put("generation", 1);
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", "2026-11-01T00:00:00Z");
    metadata.set("labels", labels);
    ObjectNode reference = metadata.putArray("ownerReferences").addObject();
    reference.set("apiVersion", owner.get("apiVersion"));
    reference.set("kind", owner.get("kind"));
    reference.put("name", name(owner)).put("controller", true);
    reference.set("uid", owner.at("/metadata/uid"));
    object.set("spec", spec.deepCopy());
    Defaults.fill(object);
    return store.put(type, object);
  }

  /** Creates a pod from a template. Returns false if its service account is missing. */
  boolean pod(JsonNode owner, JsonNode template, String name, ObjectNode labels) {
    String account = template.at("/spec/serviceAccountName").asText("default");
    if (!account.equals("default")
        && store.get(store.named("ServiceAccount"), namespace(owner), account) == null) {
      return false;
    }
    ObjectNode all = Json.object();
    if (template.at("/metadata/labels") instanceof ObjectNode given) {
      all.setAll(given.deepCopy());
    }
    all.setAll(labels);
    ObjectNode pod = create(owner, "Pod", name, template.get("spec"), all);
    if (template.at("/metadata/annotations") instanceof ObjectNode annotations) {
      ((ObjectNode) pod.get("metadata")).set("annotations", annotations.deepCopy());
      store.put(store.named("Pod"), pod);
    }
    return true;
  }

  void delete(ObjectNode object) {
    store.remove(store.named(object.get("kind").asText()), object);
  }

  void status(ObjectNode object, ObjectNode status) {
    ObjectNode after = object.deepCopy();
    after.set("status", status);
    save(object, after);
  }

  void save(ObjectNode before, ObjectNode after) {
    if (!before.equals(after)) {
      store.put(store.named(after.get("kind").asText()), after);
    }
  }

  void condition(ObjectNode status, String type, String value, String reason, String message) {
    for (JsonNode known : status.path("conditions")) {
      if (known.path("type").asText().equals(type)) {
        ((ObjectNode) known).put("status", value).put("reason", reason).put("message", message);
        return;
      }
    }
    ObjectNode condition = status.withArrayProperty("conditions").addObject();
    condition.put("type", type).put("status", value).put("reason", reason).put("message", message);
  }

  static boolean ready(JsonNode pod) {
    for (JsonNode condition : pod.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  static String hash(JsonNode template) {
    return Integer.toHexString(template.toString().hashCode());
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText();
  }
}
