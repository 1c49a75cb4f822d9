package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields that a manager owns, as a set of paths. A path is a list of elements of {@code
 * fieldsV1} ({@code f:name}, <code>k:{"name":"x"}</code>, {@code v:"x"}, {@code .}).
 */
final class FieldSet {
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "status");
  private static final Set<String> IDENTITY_METADATA =
      Set.of(
          "name",
          "namespace",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generateName",
          "managedFields");

  private FieldSet() {}

  static Set<List<String>> none() {
    return new TreeSet<>(FieldSet::compare);
  }

  /**
   * The paths of an object's fields: only those of its status if {@code status}, otherwise all
   * others.
   */
  static Set<List<String>> of(JsonNode object, boolean status) {
    Set<List<String>> paths = none();
    for (String field : names(object)) {
      if (status ? !field.equals("status") : IDENTITY.contains(field)) {
        continue;
      }
      if (field.equals("metadata")) {
        for (String name : names(object.get(field))) {
          if (!IDENTITY_METADATA.contains(name)) {
            collect(object.get(field).get(name), name, List.of("f:metadata", "f:" + name), paths);
          }
        }
      } else {
        collect(object.get(field), field, List.of("f:" + field), paths);
      }
    }
    return paths;
  }

  private static void collect(
      JsonNode value, String field, List<String> path, Set<List<String>> paths) {
    if (value.isObject() && !value.isEmpty() && !ListKeys.isWhole(field, value)) {
      for (String name : names(value)) {
        collect(value.get(name), name, with(path, "f:" + name), paths);
      }
    } else if (value.isArray() && ListKeys.isSet(field)) {
      value.forEach(element -> paths.add(with(path, "v:" + element)));
    } else if (value.isArray() && !ListKeys.keys(field, value).isEmpty()) {
      for (JsonNode element : value) {
        List<String> item = with(path, "k:" + ListKeys.keyOf(element, ListKeys.keys(field, value)));
        paths.add(with(item, "."));
        for (String name : names(element)) {
          collect(element.get(name), name, with(item, "f:" + name), paths);
        }
      }
    } else {
      paths.add(path);
    }
  }

  /** Parses the tree form of {@code fieldsV1}. */
  static Set<List<String>> parse(JsonNode fieldsV1) {
    Set<List<String>> paths = none();
    parse(fieldsV1, List.of(), paths);
    return paths;
  }

  private static void parse(JsonNode tree, List<String> path, Set<List<String>> paths) {
    if (tree.isEmpty()) {
      paths.add(path);
    }
    for (String name : names(tree)) {
      parse(tree.get(name), with(path, name), paths);
    }
  }

  /** Formats paths in the tree form of {@code fieldsV1}. */
  static ObjectNode format(Set<List<String>> paths) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (List<String> path : paths) {
      ObjectNode node = root;
      for (String element : path) {
        node = node.withObjectProperty(element);
      }
    }
    return root;
  }

  /** A path in the form of the API server's conflict messages. */
  static String text(List<String> path) {
    StringBuilder text = new StringBuilder();
    for (String element : path) {
      if (element.startsWith("f:")) {
        text.append('.').append(element.substring(2));
      } else if (element.startsWith("k:")) {
        JsonNode key = Json.read(element.substring(2));
        List<String> parts = new ArrayList<>();
        names(key).forEach(name -> parts.add(name + "=" + key.get(name)));
        text.append('[').append(String.join(",", parts)).append(']');
      } else if (element.startsWith("v:")) {
        text.append('[').append(element.substring(2)).append(']');
      }
    }
    return text.toString();
  }

  static List<String> with(List<String> path, String element) {
    List<String> longer = new ArrayList<>(path);
    longer.add(element);
    return List.copyOf(longer);
  }

  static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    Iterator<String> fields = node.fieldNames();
    fields.forEachRemaining(names::add);
    return names;
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
