package io.github.plausible4j.k8s.internal.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.k8s.plan.Change.FieldConflict;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** For internal use only. A Kubernetes object as JSON, for reading only. */
public final class KubeObject {
  private final ObjectNode json;

  KubeObject(ObjectNode json) {
    this.json = Objects.requireNonNull(json, "json");
  }

  /** A reference to this object. */
  public ObjectRef ref() {
    return new ObjectRef(text("/apiVersion"), kind(), namespace(), name());
  }

  /** The kind. */
  public String kind() {
    return text("/kind");
  }

  /** The namespace, empty for cluster-scoped objects. */
  public String namespace() {
    return text("/metadata/namespace");
  }

  /** The name. */
  public String name() {
    return text("/metadata/name");
  }

  /** The UID, empty if the object was never stored. */
  public String uid() {
    return text("/metadata/uid");
  }

  /** The resource version, empty if the object was never stored. */
  public String resourceVersion() {
    return text("/metadata/resourceVersion");
  }

  /** A label's value, empty if it is not set. */
  public String label(String name) {
    return json.path("metadata").path("labels").path(name).asText("");
  }

  /** An annotation's value, empty if it is not set. */
  public String annotation(String name) {
    return json.path("metadata").path("annotations").path(name).asText("");
  }

  /** The text at a JSON pointer, empty if there is none. */
  public String text(String pointer) {
    return json.at(pointer).asText("");
  }

  /** The number at a JSON pointer, 0 if there is none. */
  public long number(String pointer) {
    return json.at(pointer).asLong();
  }

  /** The value at a JSON pointer, a missing node if there is none. */
  public JsonNode at(String pointer) {
    return json.at(pointer);
  }

  ObjectNode json() {
    return json;
  }

  /** Whether its deletion has begun. */
  public boolean beingDeleted() {
    return json.path("metadata").has("deletionTimestamp");
  }

  /** The condition with this type. */
  public Optional<JsonNode> condition(String type) {
    return StreamSupport.stream(json.at("/status/conditions").spliterator(), false)
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst();
  }

  /** Whether there is a condition with this type and status. */
  public boolean conditionIs(String type, String status) {
    return condition(type).filter(c -> c.path("status").asText().equals(status)).isPresent();
  }

  /** Whether it is a Job that has failed for good. */
  public boolean hasFailed() {
    return conditionIs("Failed", "True");
  }

  /** Whether it is a Job that is complete. */
  public boolean isComplete() {
    return conditionIs("Complete", "True");
  }

  /** Whether one of its owners has this UID. */
  public boolean ownedBy(String uid) {
    return StreamSupport.stream(json.at("/metadata/ownerReferences").spliterator(), false)
        .anyMatch(owner -> owner.path("uid").asText().equals(uid));
  }

  /** Whether this library has ever applied it. */
  boolean isApplied() {
    return ManagedFieldsComparison.ownFields(json).isPresent();
  }

  /** Whether only this library and the server itself have ever written to it. */
  public boolean isAppliedByNobodyElse() {
    for (JsonNode entry : json.at("/metadata/managedFields")) {
      boolean server = entry.path("manager").asText().startsWith("kube-");
      if (!server && !entry.path("manager").asText().equals(KubeApi.FIELD_MANAGER)) {
        return false;
      }
    }
    return isApplied();
  }

  /** The keys of the data that field managers other than the given ones have set. */
  public List<FieldConflict> dataOfOthers(Collection<String> keys, Set<String> managers) {
    List<FieldConflict> others = new ArrayList<>();
    for (JsonNode entry : json.at("/metadata/managedFields")) {
      String manager = entry.path("manager").asText();
      if (!managers.contains(manager)) {
        keys.stream()
            .filter(key -> entry.path("fieldsV1").path("f:data").has("f:" + key))
            .forEach(key -> others.add(new FieldConflict(manager, ".data." + key)));
      }
    }
    return others;
  }

  /** The reference only, because the content may be secret. */
  @Override
  public String toString() {
    return ref().toString();
  }
}
