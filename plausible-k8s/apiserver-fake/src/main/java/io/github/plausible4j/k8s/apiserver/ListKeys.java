package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which lists merge by key, which lists are sets, and which maps are atomic. These are the
 * values of {@code x-kubernetes-list-type} and {@code x-kubernetes-map-type} in Kubernetes' OpenAPI
 * specification.
 */
final class ListKeys {
  private static final Map<String, List<String>> BY_NAME =
      Map.ofEntries(
          Map.entry("containers", List.of("name")),
          Map.entry("initContainers", List.of("name")),
          Map.entry("env", List.of("name")),
          Map.entry("volumes", List.of("name")),
          Map.entry("volumeMounts", List.of("mountPath")),
          Map.entry("imagePullSecrets", List.of("name")),
          Map.entry("hostAliases", List.of("ip")),
          Map.entry("ownerReferences", List.of("uid")),
          Map.entry("conditions", List.of("type")),
          Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")));
  private static final Set<String> SETS = Set.of("finalizers");
  private static final Set<String> WHOLE_MAPS =
      Set.of(
          "nodeSelector",
          "labelSelector",
          "podSelector",
          "namespaceSelector",
          "secretKeyRef",
          "configMapKeyRef",
          "fieldRef",
          "resourceFieldRef",
          "dataSource",
          "involvedObject");
  private static final Map<String, String> DEFAULTS = Map.of("protocol", "TCP");

  private ListKeys() {}

  /** The key fields of a list that merges by key; empty if it does not. */
  static List<String> keys(String field, JsonNode list) {
    List<String> keys = BY_NAME.get(field);
    if (keys == null && field.equals("ports") && !list.isEmpty()) {
      keys =
          list.get(0).has("containerPort")
              ? List.of("containerPort", "protocol")
              : List.of("port", "protocol");
    }
    return keys == null || list.isEmpty() || !list.get(0).isObject() ? List.of() : keys;
  }

  static boolean isSet(String field) {
    return SETS.contains(field);
  }

  /**
   * Whether a map is atomic. Selectors are, because a part of a selector selects something else.
   */
  static boolean isWhole(String field, JsonNode map) {
    return WHOLE_MAPS.contains(field) || field.equals("selector");
  }

  /** The key of a list item, with defaults for missing parts. */
  static ObjectNode keyOf(JsonNode element, List<String> keys) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    for (String name : keys) {
      if (element.has(name)) {
        key.set(name, element.get(name));
      } else if (DEFAULTS.containsKey(name)) {
        key.put(name, DEFAULTS.get(name));
      }
    }
    return key;
  }
}
