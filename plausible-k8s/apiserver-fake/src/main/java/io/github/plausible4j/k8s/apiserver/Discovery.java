package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Serves {@code /version}, {@code /api} and {@code /apis}. */
final class Discovery {
  private Discovery() {}

  static ObjectNode answer(Store store, Target target) {
    ObjectNode answer = Json.object();
    switch (target.root()) {
      case "/version" -> {
        answer.put("major", "1").put("minor", "36").put("gitVersion", "v1.36.3");
        return answer;
      }
      case "/api" -> {
        answer.put("kind", "APIVersions").putArray("versions").add("v1");
        return answer;
      }
      case "/apis" -> {
        ArrayNode groups = answer.put("kind", "APIGroupList").putArray("groups");
        store.kinds().stream()
            .map(Kind::apiVersion)
            .filter(version -> version.contains("/"))
            .distinct()
            .forEach(
                version -> {
                  ObjectNode group = groups.addObject().put("name", version.split("/", -1)[0]);
                  ObjectNode entry = group.putArray("versions").addObject();
                  entry.put("groupVersion", version).put("version", version.split("/", -1)[1]);
                });
        return answer;
      }
      default -> {
        String version = target.root().replaceFirst("^/apis?/", "");
        answer.put("kind", "APIResourceList").put("groupVersion", version);
        ArrayNode list = answer.putArray("resources");
        for (Kind kind : store.kinds()) {
          if (kind.apiVersion().equals(version)) {
            ObjectNode entry = list.addObject().put("name", kind.plural());
            entry.put("kind", kind.kind()).put("namespaced", kind.namespaced());
            entry.put("singularName", kind.kind().toLowerCase(Locale.ROOT));
            entry.putArray("verbs").add("get").add("list").add("patch");
          }
        }
        if (list.isEmpty()) {
          throw ApiFailure.noSuchPath();
        }
        return answer;
      }
    }
  }
}
