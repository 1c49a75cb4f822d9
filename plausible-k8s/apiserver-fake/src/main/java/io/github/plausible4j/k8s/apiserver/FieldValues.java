package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and removes the value at a path of a {@link FieldSet}. */
final class FieldValues {
  private FieldValues() {}

  /** The value; null if the field is missing. */
  static @Nullable JsonNode get(JsonNode object, List<String> path) {
    JsonNode node = object;
    for (String element : path) {
      node = child(node, element);
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /** Removes the value, and each parent that becomes empty. */
  static void remove(ObjectNode object, List<String> path) {
    if (path.get(path.size() - 1).equals(".")) {
      remove(object, path.subList(0, path.size() - 1));
      return;
    }
    JsonNode parent = get(object, path.subList(0, path.size() - 1));
    String last = path.get(path.size() - 1);
    if (parent instanceof ObjectNode map) {
      map.remove(last.substring(2));
      if (map.isEmpty() && path.size() > 2) {
        remove(object, path.subList(0, path.size() - 1));
      }
    } else if (parent instanceof ArrayNode list) {
      JsonNode gone = child(list, last);
      for (int i = list.size() - 1; i >= 0; i--) {
        if (list.get(i).equals(gone)) {
          list.remove(i);
        }
      }
      if (list.isEmpty()) {
        remove(object, path.subList(0, path.size() - 1));
      }
    }
  }

  private static @Nullable JsonNode child(JsonNode node, String element) {
    if (element.equals(".")) {
      return node;
    }
    String rest = element.substring(2);
    if (element.startsWith("f:")) {
      return node.get(rest);
    }
    for (JsonNode item : node) {
      if (element.startsWith("v:") && item.toString().equals(rest)) {
        return item;
      }
      if (element.startsWith("k:") && hasKey(item, Json.read(rest))) {
        return item;
      }
    }
    return null;
  }

  private static boolean hasKey(JsonNode item, JsonNode key) {
    return ListKeys.keyOf(item, FieldSet.names(key)).equals(key);
  }
}
