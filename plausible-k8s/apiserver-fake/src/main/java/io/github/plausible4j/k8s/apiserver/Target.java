package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The target of a request: a collection, an object, a subresource, or discovery. */
record Target(
    String root,
    String namespace,
    String plural,
    String name,
    String subresource,
    Map<String, String> parameters) {

  static Target of(URI uri) {
    Map<String, String> parameters = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(
            parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    List<String> path = List.of(uri.getPath().replaceFirst("^/", "").split("/", -1));
    int at = path.get(0).equals("api") ? 2 : path.get(0).equals("apis") ? 3 : path.size();
    if (path.size() <= at) {
      return new Target("/" + String.join("/", path), "", "", "", "", parameters);
    }
    String root = "/" + String.join("/", path.subList(0, at));
    String namespace = "";
    if (path.get(at).equals("namespaces") && path.size() > at + 2 && !sub(path, at + 2)) {
      namespace = path.get(at + 1);
      at += 2;
    }
    return new Target(
        root, namespace, path.get(at), part(path, at + 1), part(path, at + 2), parameters);
  }

  private static boolean sub(List<String> path, int at) {
    return path.get(at).equals("status") || path.get(at).equals("finalize");
  }

  private static String part(List<String> path, int at) {
    return at < path.size() ? path.get(at) : "";
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  boolean flag(String name) {
    return parameter(name).equals("true") || parameter(name).equals("1");
  }

  /** Whether an object matches the request's namespace, name, label selector and field selector. */
  boolean selects(JsonNode object) {
    if (!namespace.isEmpty()
        && !object.path("metadata").path("namespace").asText().equals(namespace)) {
      return false;
    }
    if (!name.isEmpty() && !object.path("metadata").path("name").asText().equals(name)) {
      return false;
    }
    for (String term : parameter("labelSelector").split(",", -1)) {
      String[] parts = term.split("=+", 2);
      JsonNode label = object.path("metadata").path("labels").path(parts[0]);
      if (!term.isEmpty()
          && (label.isMissingNode() || (parts.length == 2 && !label.asText().equals(parts[1])))) {
        return false;
      }
    }
    for (String term : parameter("fieldSelector").split(",", -1)) {
      String[] parts = term.split("=+", 2);
      if (!term.isEmpty()
          && !object.at("/" + parts[0].replace('.', '/')).asText().equals(parts[1])) {
        return false;
      }
    }
    return true;
  }
}
