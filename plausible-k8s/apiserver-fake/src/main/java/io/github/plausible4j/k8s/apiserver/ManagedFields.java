package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The field owners of an object: {@code metadata.managedFields}. */
final class ManagedFields {
  /** A field manager. The same name with two operations counts as two managers. */
  record Manager(String name, String operation, String subresource) {}

  private final Map<Manager, Set<List<String>>> owned = new LinkedHashMap<>();
  private final JsonNode stored;

  private ManagedFields(JsonNode stored) {
    this.stored = stored.deepCopy();
  }

  /** The entries of a stored object. Entries that a client sends are ignored. */
  static ManagedFields of(JsonNode object) {
    ManagedFields fields = new ManagedFields(object.path("metadata").path("managedFields"));
    for (JsonNode entry : fields.stored) {
      Manager manager =
          new Manager(
              entry.path("manager").asText(),
              entry.path("operation").asText(),
              entry.path("subresource").asText(""));
      fields.owned.put(manager, FieldSet.parse(entry.path("fieldsV1")));
    }
    return fields;
  }

  Set<List<String>> of(Manager manager) {
    return owned.getOrDefault(manager, Set.of());
  }

  Map<Manager, Set<List<String>>> others(Manager manager) {
    Map<Manager, Set<List<String>>> others = new LinkedHashMap<>(owned);
    others.remove(manager);
    return others;
  }

  boolean ownedByOthers(Manager manager, List<String> path) {
    return others(manager).values().stream().anyMatch(paths -> paths.contains(path));
  }

  void set(Manager manager, Set<List<String>> paths) {
    if (paths.isEmpty()) {
      owned.remove(manager);
    } else {
      owned.put(manager, paths);
    }
  }

  void add(Manager manager, Set<List<String>> paths) {
    Set<List<String>> all = copy(of(manager));
    all.addAll(paths);
    set(manager, all);
  }

  void takeFromOthers(Manager manager, Set<List<String>> paths) {
    for (Manager other : others(manager).keySet()) {
      Set<List<String>> left = copy(of(other));
      left.removeAll(paths);
      set(other, left);
    }
  }

  private static Set<List<String>> copy(Set<List<String>> paths) {
    Set<List<String>> copy = FieldSet.none();
    copy.addAll(paths);
    return copy;
  }

  /** Writes the entries. An unchanged entry keeps its time. */
  void writeTo(ObjectNode object, String time) {
    ArrayNode list = ((ObjectNode) object.get("metadata")).putArray("managedFields");
    owned.forEach(
        (manager, paths) -> {
          ObjectNode entry = list.addObject();
          entry.put("manager", manager.name()).put("operation", manager.operation());
          entry.set("apiVersion", object.get("apiVersion"));
          entry.put("time", time);
          entry.put("fieldsType", "FieldsV1");
          entry.set("fieldsV1", FieldSet.format(paths));
          if (!manager.subresource().isEmpty()) {
            entry.put("subresource", manager.subresource());
          }
          for (JsonNode old : stored) {
            if (sameButTime(old, entry)) {
              entry.set("time", old.get("time"));
            }
          }
        });
  }

  private static boolean sameButTime(JsonNode one, JsonNode other) {
    ObjectNode a = one.deepCopy();
    ObjectNode b = other.deepCopy();
    a.remove("time");
    b.remove("time");
    return a.equals(b);
  }
}
