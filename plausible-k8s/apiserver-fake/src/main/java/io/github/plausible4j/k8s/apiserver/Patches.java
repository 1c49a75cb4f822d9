package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.List;

/** Patches other than server-side apply. */
final class Patches {
  private Patches() {}

  static JsonNode patched(String type, ObjectNode before, JsonNode patch) {
    if (type.startsWith("application/json-patch+json")) {
      return JsonPatch.apply(patch, before);
    }
    if (type.startsWith("application/merge-patch+json")) {
      ObjectNode after = before.deepCopy();
      merge(after, patch);
      return after;
    }
    throw new ApiFailure(415, "UnsupportedMediaType", "unsupported patch type " + type, List.of());
  }

  private static void merge(ObjectNode target, JsonNode patch) {
    for (String name : FieldSet.names(patch)) {
      JsonNode value = patch.get(name);
      if (value.isNull()) {
        target.remove(name);
      } else if (value.isObject()) {
        merge(target.withObjectProperty(name), value);
      } else {
        target.set(name, value);
      }
    }
  }
}
