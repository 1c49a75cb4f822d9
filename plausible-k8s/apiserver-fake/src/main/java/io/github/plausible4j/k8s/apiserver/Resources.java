package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, applies, updates and deletes objects, with the rules of the real API server. */
final class Resources {
  /** The client and the options of a write. */
  record Write(String manager, boolean force, boolean dryRun, boolean status) {}

  private final Store store;

  Resources(Store store) {
    this.store = store;
  }

  ObjectNode create(Kind kind, String namespace, ObjectNode object, Write write) {
    synchronized (store) {
      String name = name(object);
      if (store.get(kind, namespace, name) != null) {
        throw ApiFailure.alreadyExists(kind.resource(), name);
      }
      requireNamespace(kind, namespace);
      refuseInGoingNamespace(kind, namespace, name);
      Validation.schema(kind, object);
      ObjectNode created = fresh(overlay(blank(kind, namespace, name), object));
      Merge.update(blank(kind, namespace, name), created, write.manager(), false, now());
      Defaults.fill(created);
      return save(kind, created, write);
    }
  }

  /** The result of an apply, and whether the object is new. */
  record Applied(ObjectNode object, boolean created) {}

  Applied apply(Kind kind, String namespace, String name, ObjectNode config, Write write) {
    synchronized (store) {
      requireNamespace(kind, namespace);
      Validation.schema(kind, config);
      ObjectNode before = store.get(kind, namespace, name);
      if (before == null) {
        refuseInGoingNamespace(kind, namespace, name);
      }
      if (before == null && config.path("metadata").has("resourceVersion")) {
        throw ApiFailure.notFound(kind.resource(), name);
      }
      ObjectNode live = before == null ? fresh(blank(kind, namespace, name)) : before.deepCopy();
      Merge.apply(live, config, write.manager(), write.force(), now());
      Defaults.fill(live);
      Validation.update(kind, before, live);
      if (kind.kind().equals("PersistentVolumeClaim") && before != null) {
        VolumeSize.update(store, before, live);
      }
      return new Applied(finish(kind, before, live, write), before == null);
    }
  }

  ObjectNode replace(Kind kind, String namespace, String name, JsonNode object, Write write) {
    synchronized (store) {
      ObjectNode before = require(kind, namespace, name);
      String version = object.path("metadata").path("resourceVersion").asText("");
      if (!version.isEmpty()
          && !version.equals(before.path("metadata").path("resourceVersion").asText())) {
        throw ApiFailure.conflict(
            "Operation cannot be fulfilled on "
                + kind.resource()
                + " \""
                + name
                + "\": the object has been modified; please apply your changes to the latest"
                + " version and try again");
      }
      ObjectNode after;
      if (write.status()) {
        after = before.deepCopy();
        after.set("status", object.path("status").deepCopy());
      } else {
        after = ((ObjectNode) object).deepCopy();
        if (kind.status() && before.has("status")) {
          after.set("status", before.get("status").deepCopy());
        } else if (kind.status()) {
          after.remove("status");
        }
        ObjectNode metadata = (ObjectNode) after.get("metadata");
        for (String kept : List.of("uid", "creationTimestamp", "generation", "deletionTimestamp")) {
          if (before.get("metadata").has(kept)) {
            metadata.set(kept, before.get("metadata").get(kept));
          }
        }
        Validation.schema(kind, after);
        Defaults.fill(after);
        Validation.update(kind, before, after);
      }
      Merge.update(before, after, write.manager(), write.status(), now());
      return finish(kind, before, after, write);
    }
  }

  ObjectNode delete(
      Kind kind, String namespace, String name, @Nullable String uid, String policy, boolean dry) {
    synchronized (store) {
      ObjectNode object = require(kind, namespace, name);
      if (uid != null && !uid.equals(uid(object))) {
        throw ApiFailure.conflict(
            "Precondition failed: UID in precondition: "
                + uid
                + ", UID in object meta: "
                + uid(object));
      }
      if (dry) {
        return object;
      }
      if (kind.kind().equals("Namespace")) {
        for (Kind inside : store.kinds()) {
          store.list(inside, name).stream()
              .filter(each -> inside.namespaced())
              .forEach(each -> store.remove(inside, each));
        }
      }
      dependents(object, policy);
      if (object.path("metadata").path("finalizers").isEmpty()) {
        store.remove(kind, object);
      } else {
        ((ObjectNode) object.get("metadata")).put("deletionTimestamp", now());
        store.put(kind, object);
      }
      return object;
    }
  }

  ObjectNode require(Kind kind, String namespace, String name) {
    ObjectNode found = store.get(kind, namespace, name);
    if (found == null) {
      throw ApiFailure.notFound(kind.resource(), name);
    }
    return found;
  }

  private void dependents(ObjectNode owner, String policy) {
    for (Kind kind : store.kinds()) {
      for (ObjectNode object : store.list(kind, "")) {
        JsonNode owners = object.path("metadata").path("ownerReferences");
        for (JsonNode reference : owners) {
          if (reference.path("uid").asText().equals(uid(owner))) {
            if (policy.equals("Orphan")) {
              ((ObjectNode) object.get("metadata")).remove("ownerReferences");
              store.put(kind, object);
            } else {
              delete(
                  kind,
                  object.path("metadata").path("namespace").asText(""),
                  name(object),
                  null,
                  policy,
                  false);
            }
          }
        }
      }
    }
  }

  private ObjectNode finish(Kind kind, @Nullable ObjectNode before, ObjectNode after, Write write) {
    if (before != null) {
      if (before.equals(after)) {
        return after;
      }
      if (!before.path("spec").equals(after.path("spec"))) {
        ObjectNode metadata = (ObjectNode) after.get("metadata");
        metadata.put("generation", metadata.path("generation").asLong(1) + 1);
      }
      boolean going = after.path("metadata").has("deletionTimestamp");
      if (going && after.path("metadata").path("finalizers").isEmpty() && !write.dryRun()) {
        store.remove(kind, after);
        return after;
      }
    }
    return save(kind, after, write);
  }

  private ObjectNode save(Kind kind, ObjectNode object, Write write) {
    return write.dryRun() ? object : store.put(kind, object);
  }

  private void requireNamespace(Kind kind, String namespace) {
    if (kind.namespaced() && store.get(store.named("Namespace"), "", namespace) == null) {
      throw ApiFailure.notFound("namespaces", namespace);
    }
  }

  private void refuseInGoingNamespace(Kind kind, String namespace, String name) {
    ObjectNode found = kind.namespaced() ? require(store.named("Namespace"), "", namespace) : null;
    if (found != null && found.path("metadata").has("deletionTimestamp")) {
      throw ApiFailure.forbidden(
          kind.resource()
              + " \""
              + name
              + "\" is forbidden: unable to create new content in namespace "
              + namespace
              + " because it is being terminated");
    }
  }

  private static ObjectNode blank(Kind kind, String namespace, String name) {
    ObjectNode object = Json.object();
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("name", name);
    if (kind.namespaced()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }

  private static ObjectNode fresh(ObjectNode object) {
    ((ObjectNode) object.get("metadata"))
        .put("uid", UUID.randomUUID().toString())
        .put("creationTimestamp", now())
        .put("generation", 1);
    return object;
  }

  private static ObjectNode overlay(ObjectNode base, ObjectNode object) {
    ObjectNode result = object.deepCopy();
    ObjectNode metadata = (ObjectNode) result.get("metadata");
    metadata.remove(List.of("resourceVersion", "uid", "managedFields", "creationTimestamp"));
    metadata.setAll((ObjectNode) base.get("metadata").deepCopy());
    return result;
  }

  private static String name(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    if (metadata.has("name")) {
      return metadata.get("name").asText();
    }
    if (metadata.has("generateName")) {
      return metadata.get("generateName").asText() + UUID.randomUUID().toString().substring(0, 5);
    }
    throw ApiFailure.badRequest("name or generateName is required");
  }

  private static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
