package io.github.plausible4j.k8s.internal.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.k8s.plan.Change.FieldChange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The differences between an object and its state after an apply. */
final class ObjectDiff {
  private static final Set<String> KEPT_BY_SERVER =
      Set.of("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp");
  private static final List<String> KEYS = List.of("name", "mountPath", "containerPort", "port");

  private ObjectDiff() {}

  static List<FieldChange> between(KubeObject before, KubeObject after) {
    List<FieldChange> differences = new ArrayList<>();
    compare("", content(before), content(after), differences);
    return differences;
  }

  private static JsonNode content(KubeObject object) {
    ObjectNode content = object.json().deepCopy();
    content.remove("status");
    if (content.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(KEPT_BY_SERVER);
    }
    return content;
  }

  private static void compare(
      String path, JsonNode before, JsonNode after, List<FieldChange> differences) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      for (String name : union(before, after)) {
        String child = path.isEmpty() ? name : path + '.' + name;
        compare(child, before.path(name), after.path(name), differences);
      }
    } else if (before.isArray() && after.isArray() && keyed(before) && keyed(after)) {
      Set<String> keys = new TreeSet<>();
      before.forEach(item -> keys.add(key(item)));
      after.forEach(item -> keys.add(key(item)));
      for (String key : keys) {
        compare(path + '[' + key + ']', item(before, key), item(after, key), differences);
      }
    } else {
      differences.add(new FieldChange(path, text(before), text(after)));
    }
  }

  private static Set<String> union(JsonNode one, JsonNode other) {
    Set<String> names = new TreeSet<>();
    for (JsonNode node : List.of(one, other)) {
      Iterator<String> fields = node.fieldNames();
      fields.forEachRemaining(names::add);
    }
    return names;
  }

  private static boolean keyed(JsonNode list) {
    Set<String> keys = new TreeSet<>();
    for (JsonNode item : list) {
      if (key(item).isEmpty() || !keys.add(key(item))) {
        return false;
      }
    }
    return true;
  }

  private static String key(JsonNode item) {
    for (String key : KEYS) {
      if (item.has(key)) {
        return item.get(key).asText();
      }
    }
    return "";
  }

  private static JsonNode item(JsonNode list, String key) {
    for (JsonNode item : list) {
      if (key(item).equals(key)) {
        return item;
      }
    }
    return MissingNode.getInstance();
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "" : value.isTextual() ? value.asText() : value.toString();
  }
}
