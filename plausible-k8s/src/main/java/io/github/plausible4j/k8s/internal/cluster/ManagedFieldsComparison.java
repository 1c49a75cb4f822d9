package io.github.plausible4j.k8s.internal.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out without a request that an apply would change nothing: the field manager owns exactly
 * the fields of the configuration, and the live object has the same values there. Otherwise, for
 * example if the server normalized a quantity, a dry run is needed.
 */
final class ManagedFieldsComparison {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "status");
  private static final Set<String> IDENTITY_METADATA = Set.of("name", "namespace");

  private ManagedFieldsComparison() {}

  static boolean holds(KubeObject desired, KubeObject live) {
    return ownFields(live.json())
        .filter(owned -> !live.beingDeleted())
        .filter(owned -> sameRoot(owned, desired.json(), live.json()))
        .isPresent();
  }

  /** The fields that this library applied, in the form of {@code fieldsV1}. */
  static Optional<JsonNode> ownFields(JsonNode live) {
    for (JsonNode entry : live.at("/metadata/managedFields")) {
      if (entry.path("manager").asText().equals(KubeApi.FIELD_MANAGER)
          && entry.path("operation").asText().equals("Apply")
          && entry.path("subresource").asText().isEmpty()) {
        return Optional.of(entry.path("fieldsV1"));
      }
    }
    return Optional.empty();
  }

  private static boolean sameRoot(JsonNode owned, ObjectNode desired, JsonNode live) {
    ObjectNode content = desired.deepCopy();
    content.remove(IDENTITY);
    if (content.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(IDENTITY_METADATA);
      if (metadata.isEmpty()) {
        content.remove("metadata");
      }
    }
    return sameFields(owned, content, live);
  }

  private static boolean same(JsonNode owned, JsonNode desired, JsonNode live) {
    if (owned.isEmpty()) {
      return desired.equals(live);
    }
    if (desired.isObject()) {
      return live.isObject() && sameFields(owned, desired, live);
    }
    return desired.isArray() && live.isArray() && sameItems(owned, desired, live);
  }

  private static boolean sameFields(JsonNode owned, JsonNode desired, JsonNode live) {
    Set<String> names = new HashSet<>();
    for (String element : names(owned)) {
      if (element.equals(".")) {
        continue;
      }
      String name = element.substring(2);
      if (!element.startsWith("f:") || !desired.has(name) || !live.has(name)) {
        return false;
      }
      names.add(name);
      if (!same(owned.get(element), desired.get(name), live.get(name))) {
        return false;
      }
    }
    return names.size() == desired.size();
  }

  private static boolean sameItems(JsonNode owned, JsonNode desired, JsonNode live) {
    int matched = 0;
    for (String element : names(owned)) {
      if (element.equals(".")) {
        continue;
      }
      Optional<JsonNode> wanted = item(desired, element);
      Optional<JsonNode> found = item(live, element);
      if (wanted.isEmpty() || found.isEmpty()) {
        return false;
      }
      matched++;
      boolean keyed = element.startsWith("k:");
      if (keyed && !sameFields(owned.get(element), wanted.get(), found.get())) {
        return false;
      }
    }
    return matched == desired.size();
  }

  /** The list item that a key or a value identifies. Key fields that are left out have defaults. */
  private static Optional<JsonNode> item(JsonNode list, String element) {
    JsonNode named = read(element.substring(2));
    for (JsonNode item : list) {
      if (element.startsWith("v:") && item.equals(named)) {
        return Optional.of(item);
      }
      if (element.startsWith("k:")
          && names(named).stream()
              .allMatch(name -> !item.has(name) || item.get(name).equals(named.get(name)))) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode().put("unreadable", json);
    }
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    Iterator<String> fields = node.fieldNames();
    fields.forEachRemaining(names::add);
    return names;
  }
}
