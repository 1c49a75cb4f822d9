package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses unknown fields, duplicate keys, and changes of immutable fields. */
final class Validation {
  private static final Map<String, List<String>> IMMUTABLE =
      Map.of(
          "Deployment", List.of("/spec/selector"),
          "StatefulSet",
              List.of(
                  "/spec/selector",
                  "/spec/serviceName",
                  "/spec/volumeClaimTemplates",
                  "/spec/podManagementPolicy"),
          "Job", List.of("/spec/template", "/spec/selector", "/spec/completions"),
          "Service", List.of("/spec/clusterIP"),
          "Secret", List.of("/type"),
          "PersistentVolume",
              List.of("/spec/nfs", "/spec/csi", "/spec/hostPath", "/spec/volumeMode"),
          "PersistentVolumeClaim",
              List.of("/spec/storageClassName", "/spec/accessModes", "/spec/selector"));
  private static final String STATEFUL_SET_RULE =
      "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals',"
          + " 'template', 'updateStrategy', 'revisionHistoryLimit',"
          + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

  private Validation() {}

  /** Refuses unknown fields, and list items with the same key. */
  static void schema(Kind kind, JsonNode object) {
    doubles("", "", object);
    if (kind.type() != null) {
      Unknown.check(kind.type(), object);
    }
  }

  private static void doubles(String path, String field, JsonNode node) {
    if (node.isArray()) {
      List<String> keys = ListKeys.keys(field, node);
      Set<JsonNode> seen = new HashSet<>();
      for (JsonNode element : node) {
        JsonNode key = keys.isEmpty() ? element : ListKeys.keyOf(element, keys);
        if (!keys.isEmpty() && !seen.add(key)) {
          throw ApiFailure.badRequest(
              "failed to create manager for existing fields: failed to convert new object: "
                  + path
                  + ": duplicate entries for key "
                  + key);
        }
        doubles(path, "", element);
      }
    }
    for (String name : FieldSet.names(node)) {
      doubles(path + "." + name, name, node.get(name));
    }
  }

  /** Refuses changes of immutable fields, with the messages of the real API server. */
  static void update(Kind kind, @Nullable ObjectNode before, ObjectNode after) {
    if (before == null) {
      return;
    }
    List<ApiFailure.Cause> causes = new ArrayList<>();
    if (before.path("immutable").asBoolean() && !before.path("data").equals(after.path("data"))) {
      causes.add(
          new ApiFailure.Cause(
              "FieldValueForbidden",
              "Forbidden: field is immutable when `immutable` is set",
              "data"));
    }
    for (String pointer : IMMUTABLE.getOrDefault(kind.kind(), List.of())) {
      if (!before.at(pointer).equals(after.at(pointer))) {
        causes.add(cause(kind, after, pointer));
      }
    }
    if (!causes.isEmpty()) {
      throw ApiFailure.invalid(
          kind.kind()
              + (kind.apiVersion().contains("/") ? "." + kind.apiVersion().split("/", -1)[0] : ""),
          before.path("metadata").path("name").asText(),
          causes.stream().distinct().toList());
    }
  }

  private static ApiFailure.Cause cause(Kind kind, ObjectNode after, String pointer) {
    String field = pointer.substring(1).replace('/', '.');
    return switch (kind.kind()) {
      case "StatefulSet" -> new ApiFailure.Cause("FieldValueForbidden", STATEFUL_SET_RULE, "spec");
      case "PersistentVolumeClaim" ->
          new ApiFailure.Cause(
              "FieldValueForbidden",
              "Forbidden: spec is immutable after creation except resources.requests and"
                  + " volumeAttributesClassName for bound claims",
              "spec");
      case "PersistentVolume" ->
          new ApiFailure.Cause(
              "FieldValueForbidden",
              "Forbidden: spec.persistentvolumesource is immutable after creation",
              "spec.persistentvolumesource");
      default ->
          new ApiFailure.Cause(
              "FieldValueInvalid",
              "Invalid value: " + after.at(pointer) + ": field is immutable",
              field);
    };
  }
}
