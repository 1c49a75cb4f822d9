package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.k8s.apiserver.ManagedFields.Manager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The effects of server-side apply and of plain writes on values and on field ownership. */
final class Merge {
  private Merge() {}

  /** Applies a configuration to the live object, which is modified. */
  static void apply(ObjectNode live, JsonNode config, String name, boolean force, String time) {
    Manager manager = new Manager(name, "Apply", "");
    ManagedFields fields = ManagedFields.of(live);
    Set<List<String>> wanted = FieldSet.of(config, false);
    Set<List<String>> contested = FieldSet.none();
    List<ApiFailure.Cause> conflicts = new ArrayList<>();
    for (Map.Entry<Manager, Set<List<String>>> other : fields.others(manager).entrySet()) {
      for (List<String> path : wanted) {
        if (other.getValue().contains(path)
            && !path.get(path.size() - 1).equals(".")
            && !Objects.equals(FieldValues.get(live, path), FieldValues.get(config, path))) {
          contested.add(path);
          conflicts.add(cause(other.getKey(), live, path));
        }
      }
    }
    if (!conflicts.isEmpty() && !force) {
      throw new ApiFailure(409, "Conflict", conflictText(conflicts), conflicts);
    }
    fields.takeFromOthers(manager, contested);
    for (List<String> path : fields.of(manager)) {
      if (!wanted.contains(path) && !fields.ownedByOthers(manager, path)) {
        FieldValues.remove(live, path);
      }
    }
    JsonNode content = config.deepCopy();
    ((ObjectNode) content).remove("status");
    merge(live, content);
    fields.set(manager, wanted);
    fields.writeTo(live, time);
  }

  /** Records a plain write: its client owns the changed fields, and nobody owns removed ones. */
  static void update(JsonNode before, ObjectNode after, String name, boolean status, String time) {
    Manager manager = new Manager(name, "Update", status ? "status" : "");
    ManagedFields fields = ManagedFields.of(before);
    Set<List<String>> old = FieldSet.of(before, status);
    Set<List<String>> changed = FieldSet.none();
    for (List<String> path : FieldSet.of(after, status)) {
      if (!old.remove(path)
          || !Objects.equals(FieldValues.get(before, path), FieldValues.get(after, path))) {
        changed.add(path);
      }
    }
    fields.takeFromOthers(new Manager("", "", ""), old);
    Set<List<String>> lost = FieldSet.none();
    changed.stream().filter(path -> !path.get(path.size() - 1).equals(".")).forEach(lost::add);
    fields.takeFromOthers(manager, lost);
    fields.add(manager, changed);
    fields.writeTo(after, time);
  }

  private static void merge(ObjectNode live, JsonNode config) {
    for (String name : FieldSet.names(config)) {
      JsonNode value = config.get(name);
      JsonNode current = live.get(name);
      if (value instanceof ObjectNode map
          && current instanceof ObjectNode target
          && !ListKeys.isWhole(name, map)) {
        merge(target, map);
      } else if (value instanceof ArrayNode list && current instanceof ArrayNode target) {
        live.set(name, mergeList(name, target, list));
      } else {
        live.set(name, value.deepCopy());
      }
    }
  }

  private static ArrayNode mergeList(String name, ArrayNode live, ArrayNode config) {
    List<String> keys = ListKeys.keys(name, config);
    if (keys.isEmpty() && !ListKeys.isSet(name)) {
      return config.deepCopy();
    }
    List<JsonNode> left = new ArrayList<>();
    live.forEach(left::add);
    ArrayNode merged = live.arrayNode();
    for (JsonNode element : config) {
      JsonNode same =
          left.stream()
              .filter(
                  item ->
                      keys.isEmpty()
                          ? item.equals(element)
                          : ListKeys.keyOf(item, keys).equals(ListKeys.keyOf(element, keys)))
              .findFirst()
              .orElse(null);
      if (same instanceof ObjectNode target) {
        merge(target, element);
        merged.add(target);
      } else {
        merged.add(element.deepCopy());
      }
      left.remove(same);
    }
    left.forEach(merged::add);
    return merged;
  }

  private static ApiFailure.Cause cause(Manager manager, JsonNode live, List<String> path) {
    String using = manager.operation().equals("Update") ? " using " : "";
    return new ApiFailure.Cause(
        "FieldManagerConflict",
        "conflict with \""
            + manager.name()
            + "\""
            + (using.isEmpty() ? "" : using + live.path("apiVersion").asText()),
        FieldSet.text(path));
  }

  private static String conflictText(List<ApiFailure.Cause> conflicts) {
    StringBuilder text = new StringBuilder("Apply failed with ");
    text.append(conflicts.size()).append(conflicts.size() == 1 ? " conflict: " : " conflicts: ");
    for (ApiFailure.Cause conflict : conflicts) {
      text.append(conflict.message()).append(": ").append(conflict.field()).append(' ');
    }
    return text.toString().strip();
  }
}
